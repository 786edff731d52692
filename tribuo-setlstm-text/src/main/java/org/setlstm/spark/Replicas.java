package org.setlstm.spark;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.setlstm.distributed.Replica;

/** The replicas of a JVM, one for each training: the newest. They leave when memory gets short. */
final class Replicas {
    private record Kept(int topology, SoftReference<Replica> replica) {}

    private static final Map<String, Kept> KEPT = new ConcurrentHashMap<>();

    private Replicas() {}

    /** The one for a training's topology of this number; made if it isn't here, in the place of an older one. */
    static Replica get(String training, int topology, Supplier<Replica> maker) {
        Replica[] replica = new Replica[1];
        KEPT.compute(training, (key, kept) -> {
            replica[0] = kept == null ? null : kept.replica.get();
            if (replica[0] != null && kept.topology == topology) {
                return kept;
            }
            if (replica[0] != null && kept.topology > topology) {
                throw new IllegalStateException("Topology " + topology + " is over, this is " + kept.topology);
            }
            if (replica[0] != null) {
                replica[0].close();
            }
            replica[0] = maker.get();
            return new Kept(topology, new SoftReference<>(replica[0]));
        });
        return replica[0];
    }
}
