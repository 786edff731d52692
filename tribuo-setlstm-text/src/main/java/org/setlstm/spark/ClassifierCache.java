package org.setlstm.spark;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.setlstm.text.TextClassifier;

/** The classifiers of a JVM: each is read once, whatever number of tasks use it, and leaves when memory gets short. */
final class ClassifierCache {
    private static final Map<String, SoftReference<TextClassifier>> CLASSIFIERS = new ConcurrentHashMap<>();
    private static final AtomicInteger READ = new AtomicInteger();

    private ClassifierCache() {}

    /** One known by its SHA-256, read from the bytes if it isn't here. */
    static TextClassifier get(String sha256, Supplier<byte[]> bytes) {
        TextClassifier[] classifier = new TextClassifier[1];
        CLASSIFIERS.compute(sha256, (key, kept) -> {
            classifier[0] = kept == null ? null : kept.get();
            if (classifier[0] != null) {
                return kept;
            }
            classifier[0] = StoredClassifier.read(bytes.get());
            READ.incrementAndGet();
            return new SoftReference<>(classifier[0]);
        });
        return classifier[0];
    }

    /** How many have been read in this JVM. */
    static int read() {
        return READ.get();
    }
}
