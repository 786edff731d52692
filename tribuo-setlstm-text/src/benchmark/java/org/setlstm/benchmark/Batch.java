package org.setlstm.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Documents to learn from at once, by descending length.
 *
 * @param documents Each an array of rows of the embedding.
 * @param labels The class of each.
 */
record Batch(int[][] documents, int[] labels) {
    /** More than one, so that no side finds in its cache the rows of the step before. */
    private static final int KEPT = 4;

    /** Batches of documents of equal length, every token as likely as any other. */
    static List<Batch> ofEqualLength(Shape shape) {
        SplittableRandom random = new SplittableRandom(1);
        List<Batch> batches = new ArrayList<>();
        for (int b = 0; b < KEPT; b++) {
            int[] lengths = new int[shape.batch()];
            Arrays.fill(lengths, shape.length());
            batches.add(random(shape, lengths, random));
        }
        return batches;
    }

    static Batch random(Shape shape, int[] lengths, SplittableRandom random) {
        int[][] documents = new int[lengths.length][];
        int[] labels = new int[lengths.length];
        for (int d = 0; d < documents.length; d++) {
            documents[d] = random.ints(lengths[d], 1, shape.vocabulary() + 1).toArray();
            labels[d] = random.nextInt(Shape.CLASSES);
        }
        return new Batch(documents, labels);
    }
}
