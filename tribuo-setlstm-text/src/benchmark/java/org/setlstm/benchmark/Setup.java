package org.setlstm.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What all parts share.
 *
 * @param workers Where jobs run.
 * @param rounds How often all sides take their turn.
 * @param directory Where results go.
 * @param trainingHeap What our side's Java gets in the training whose memory is measured, as {@code -Xmx} takes it.
 * @param data The directory of the texts that whole classifiers are measured on; empty for the quick start's.
 */
record Setup(Workers workers, int rounds, Path directory, String trainingHeap, String data) {
    /** All threads that a side may have. */
    static final int ALL = Runtime.getRuntime().availableProcessors();

    /** The numbers of threads that sides are measured at. */
    static List<Integer> threads() {
        return Stream.of(1, ALL).distinct().toList();
    }

    static String threads(int count) {
        return count + (count == 1 ? " thread" : " threads");
    }
}
