package org.setlstm.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.setlstm.benchmark.PyTorchLSTM.Rows;

/** Runs with the profile {@code benchmark}: that PyTorch with the rows met is the same network, and learns. */
class PyTorchLSTMTest {
    private static final float CLOSE = 1e-5f;
    private static final Shape SHAPE = new Shape(500, 16, 24, false, 8, 20, 0.0, 0.0);

    /** So small a vocabulary that each batch meets all of it. */
    private static final Shape ALL_MET = new Shape(12, 16, 24, true, 8, 40, 0.0, 0.0);

    @BeforeAll
    static void onOneThread() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty(
                "DJL_CACHE_DIR", Path.of("target", "benchmark", "djl").toString());
        System.setProperty("ai.djl.pytorch.num_threads", "1");
    }

    private static PyTorchLSTM open(Shape shape, Rows rows) {
        return new PyTorchLSTM(shape, 1, rows, true);
    }

    @Test
    void firstStepIsTheDenseOneForRowsThatWereMet() {
        try (PyTorchLSTM dense = open(SHAPE, Rows.ALL);
                PyTorchLSTM sparse = open(SHAPE, Rows.MET)) {
            float[] start = sparse.embedding();
            assertArrayEquals(start, dense.embedding());
            Batch batch = Batch.ofEqualLength(SHAPE).get(0);
            assertEquals(dense.step(batch), sparse.step(batch), CLOSE);
            assertArrayEquals(dense.embedding(), sparse.embedding(), CLOSE);
            // Of the rows met those that were a maximum nowhere have no gradient.
            assertTrue(changedRows(start, sparse.embedding()) > SHAPE.batch());
            assertEquals(changedRows(start, dense.embedding()), changedRows(start, sparse.embedding()));
        }
    }

    @Test
    void aRowThatIsNotMetAgainStays() {
        try (PyTorchLSTM sparse = open(SHAPE, Rows.MET)) {
            sparse.step(documentsOf(1, 30));
            float[] before = sparse.embedding();
            sparse.step(documentsOf(31, 60));
            float[] after = sparse.embedding();
            assertArrayEquals(rows(before, 0, 31), rows(after, 0, 31));
            assertTrue(changedRows(before, after) > 0);
        }
    }

    /** Where every row is met at every step there is no difference at all: moments and bias correction are the same. */
    @Test
    void whereAllRowsAreMetEveryStepIsTheDenseOne() {
        List<Batch> batches = Batch.ofEqualLength(ALL_MET);
        try (PyTorchLSTM dense = open(ALL_MET, Rows.ALL);
                PyTorchLSTM sparse = open(ALL_MET, Rows.MET)) {
            for (int step = 0; step < 12; step++) {
                Batch batch = batches.get(step % batches.size());
                assertEquals(
                        ALL_MET.vocabulary(),
                        Stream.of(batch.documents())
                                .flatMapToInt(Arrays::stream)
                                .distinct()
                                .count());
                assertEquals(dense.step(batch), sparse.step(batch), CLOSE);
            }
            assertArrayEquals(dense.embedding(), sparse.embedding(), CLOSE);
        }
    }

    /** Documents of several lengths, whose padding is a row as well. */
    @Test
    void bothLearn() {
        Batch batch = Batch.random(SHAPE, new int[] {20, 20, 17, 12, 9, 9, 4, 2}, new SplittableRandom(1));
        for (Rows rows : Rows.values()) {
            try (PyTorchLSTM network = open(SHAPE, rows)) {
                double first = network.step(batch);
                double last = first;
                for (int step = 0; step < 100; step++) {
                    last = network.step(batch);
                }
                assertTrue(last < 0.5 * first, rows + " from " + first + " to " + last);
                float[][] probabilities = network.probabilities(batch.documents());
                for (int d = 0; d < probabilities.length; d++) {
                    assertTrue(probabilities[d][batch.labels()[d]] > 0.5f, rows + ", document " + d);
                }
            }
        }
    }

    private static Batch documentsOf(int firstRow, int lastRow) {
        int[][] documents = new int[2][];
        int[] all = IntStream.rangeClosed(firstRow, lastRow).toArray();
        documents[0] = Arrays.copyOfRange(all, 0, all.length / 2);
        documents[1] = Arrays.copyOfRange(all, all.length / 2, all.length);
        return new Batch(documents, new int[] {0, 1});
    }

    private static float[] rows(float[] embedding, int from, int to) {
        return Arrays.copyOfRange(embedding, from * SHAPE.embedding(), to * SHAPE.embedding());
    }

    private static long changedRows(float[] before, float[] after) {
        long changed = 0;
        for (int row = 0; row <= SHAPE.vocabulary(); row++) {
            changed += Arrays.equals(rows(before, row, row + 1), rows(after, row, row + 1)) ? 0 : 1;
        }
        return changed;
    }
}
