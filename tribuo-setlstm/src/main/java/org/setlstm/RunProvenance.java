package org.setlstm;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.util.LinkedHashMap;
import java.util.Map;
import org.setlstm.dense.ND4J;
import org.setlstm.evaluation.SparsityReport;
import org.setlstm.kernel.Kernels;
import org.setlstm.network.Network;
import org.setlstm.network.WeightsDigest;
import org.setlstm.training.BestEpoch;
import org.setlstm.training.TrainingResult;

/**
 * What a {@link SETLSTMTrainer} records of a training run in the model's provenance, beside what its user gives it: the
 * names of the entries of {@code ModelProvenance.getInstanceProvenance()}. Nothing in them depends on the time.
 */
public final class RunProvenance {
    /** What all entries of this library begin with, and those of its users don't. */
    public static final String PREFIX = "set-lstm-";

    /** The version of this library. */
    public static final String VERSION = PREFIX + "version";

    /** The kernel that computed, by its name. It leaves no trace in the weights. */
    public static final String KERNEL = PREFIX + "kernel";

    /** The version of ND4J, if full matrices were trained on it. */
    public static final String ND4J_VERSION = PREFIX + "nd4j-version";

    /** Epochs run. */
    public static final String EPOCHS = PREFIX + "epochs";

    /** The epoch whose weights the model has, from 1, if examples were held out to tell it. */
    public static final String BEST_EPOCH = PREFIX + "best-epoch";

    /** The held-out examples' accuracy after that epoch. */
    public static final String VALIDATION_ACCURACY = PREFIX + "validation-accuracy";

    /** The held-out examples' mean loss after that epoch, in nats. */
    public static final String VALIDATION_LOSS = PREFIX + "validation-loss";

    /** Parameters that the model stores, biases and output layer included. */
    public static final String STORED_PARAMETERS = PREFIX + "stored-parameters";

    /** Parameters of the same network with every matrix full. */
    public static final String DENSE_PARAMETERS = PREFIX + "dense-parameters";

    /** Stored parameters over dense ones. */
    public static final String DENSITY = PREFIX + "density";

    /** Connections of the cells, each with a weight of every gate, if the gates share their positions. */
    public static final String CONNECTIONS = PREFIX + "connections";

    /** The share of the sparse matrices' positions that has ever been stored. */
    public static final String EXPLORED = PREFIX + "explored";

    /** What {@link SETLSTMModel#weightsDigest()} is. */
    public static final String WEIGHTS_SHA256 = PREFIX + "weights-sha256";

    private RunProvenance() {}

    /** Before training, not after. */
    static void requireFree(Map<String, Provenance> runProvenance) {
        for (String key : runProvenance.keySet()) {
            if (key.startsWith(PREFIX)) {
                throw new IllegalArgumentException("The run provenance has an entry '" + key
                        + "', and what begins with '" + PREFIX + "' is the trainer's own: give it another name");
            }
        }
    }

    static Map<String, Provenance> add(Map<String, Provenance> runProvenance, Network network, TrainingResult result) {
        Map<String, Provenance> all = new LinkedHashMap<>(runProvenance);
        all.put(VERSION, new StringProvenance(VERSION, SETLSTM.VERSION));
        all.put(KERNEL, new StringProvenance(KERNEL, Kernels.best().name()));
        if (result.onND4J()) {
            all.put(ND4J_VERSION, new StringProvenance(ND4J_VERSION, ND4J.version()));
        }
        all.put(EPOCHS, new IntProvenance(EPOCHS, result.epochs()));
        result.best().ifPresent(best -> add(all, best));
        SparsityReport sparsity = SparsityReport.of(network);
        all.put(STORED_PARAMETERS, new LongProvenance(STORED_PARAMETERS, sparsity.stored()));
        all.put(DENSE_PARAMETERS, new LongProvenance(DENSE_PARAMETERS, sparsity.dense()));
        all.put(DENSITY, new DoubleProvenance(DENSITY, sparsity.density()));
        sparsity.connections().ifPresent(c -> all.put(CONNECTIONS, new LongProvenance(CONNECTIONS, c)));
        all.put(EXPLORED, new DoubleProvenance(EXPLORED, result.explored()));
        all.put(
                WEIGHTS_SHA256,
                new HashProvenance(ObjectProvenance.DEFAULT_HASH_TYPE, WEIGHTS_SHA256, WeightsDigest.of(network)));
        return all;
    }

    private static void add(Map<String, Provenance> all, BestEpoch best) {
        all.put(BEST_EPOCH, new IntProvenance(BEST_EPOCH, best.epoch()));
        all.put(
                VALIDATION_ACCURACY,
                new DoubleProvenance(VALIDATION_ACCURACY, best.score().accuracy()));
        all.put(
                VALIDATION_LOSS,
                new DoubleProvenance(VALIDATION_LOSS, best.score().loss()));
    }
}
