package org.setlstm.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.setlstm.ngram.NGramLayer;
import org.setlstm.ngram.NGrams;
import org.setlstm.protos.NGramLayerProto;
import org.setlstm.sparse.SparseMatrix;

/** N-grams column by column, with what stands in each column written out. */
class NGramLayerCodecTest {
    private static final int[][] ROWS = {{1}, {1, 2}, {1, 2, 5}, {1, 3}, {4}, {5, 5, 5}};
    private static final NGramLayer LAYER = new NGramLayer(
            new NGrams(ROWS),
            SparseMatrix.full(6, 2, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}),
            new float[] {0.5f, -0.5f},
            99);

    @Test
    void neighboursBeginAlike() {
        NGramLayerProto proto = NGramLayerCodec.encode(LAYER);
        assertEquals(99, proto.getCandidates());
        assertArrayEquals(new int[] {0, 1, 2, 1, 0, 0}, PackedInts.decode(proto.getSharedLengths()));
        assertArrayEquals(new int[] {1, 1, 1, 1, 1, 3}, PackedInts.decode(proto.getRestLengths()));
        assertArrayEquals(new int[] {1, 2, 5, 3, 4, 5, 5, 5}, PackedInts.decode(proto.getRests()));
        NGramLayer decoded = NGramLayerCodec.decode(proto, 5, 2);
        assertEquals(6, decoded.ngrams().size());
        for (int n = 0; n < 6; n++) {
            assertArrayEquals(ROWS[n], decoded.ngrams().rows(n));
        }
        assertArrayEquals(LAYER.weights().values(), decoded.weights().values());
        assertArrayEquals(LAYER.bias(), decoded.bias());
        assertEquals(99, decoded.candidates());
    }

    /** The longest that there may be: each shares all but its last token with the one before. */
    @Test
    void longNGramsTakeMoreRoomThanTheirFile() {
        int[] shared = new int[64];
        int[] rests = new int[64];
        Arrays.setAll(shared, i -> i);
        Arrays.fill(rests, 1);
        NGramLayerProto proto = layer(shared, rests, rests)
                .setCandidates(64)
                .setWeights(NetworkCodec.encode(SparseMatrix.full(64, 2, new float[128]), 1))
                .build();
        NGrams ngrams = NGramLayerCodec.decode(proto, 5, 2).ngrams();
        assertEquals(64, ngrams.size());
        assertArrayEquals(rests, ngrams.rows(63));
        assertEquals(proto, NGramLayerCodec.encode(NGramLayerCodec.decode(proto, 5, 2)));
    }

    private static NGramLayerProto.Builder layer(int[] shared, int[] restLengths, int[] rests) {
        return NGramLayerCodec.encode(LAYER).toBuilder()
                .setSharedLengths(PackedInts.encode(shared))
                .setRestLengths(PackedInts.encode(restLengths))
                .setRests(PackedInts.encode(rests));
    }

    private static int[] ones(int length) {
        int[] ones = new int[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static void refused(String problem, int[] shared, int[] restLengths, int... rests) {
        assertEquals(
                problem,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> NGramLayerCodec.decode(
                                        layer(shared, restLengths, rests).build(), 5, 2))
                        .getMessage());
    }

    @Test
    void damageIsRefusedAndSaysWhere() {
        refused("found 2 and 1 lengths of n-grams", new int[2], new int[] {1}, 1);
        refused("found n-gram 0 with 1 and 1 tokens", new int[] {1}, new int[] {1}, 1);
        refused("found n-gram 1 with 2 and 1 tokens", new int[] {0, 2}, new int[] {1, 1}, 1, 2);
        refused("found n-gram 1 with -1 and 1 tokens", new int[] {0, -1}, new int[] {1, 1}, 1, 2);
        refused("found n-gram 0 with 0 and 0 tokens", new int[] {0}, new int[] {0}, 1);
        refused("found n-gram 0 with 0 and 3 tokens", new int[] {0}, new int[] {3}, 1, 2);
        refused("found n-gram 0 with 0 and 65 tokens", new int[] {0}, new int[] {65}, new int[65]);
        refused("found n-gram 1 with 1 and 64 tokens", new int[] {0, 1}, new int[] {1, 64}, ones(65));
        refused("found n-gram 1 with 0 and 2 tokens", new int[] {0, 0}, new int[] {1, 2}, 1, 2);
        refused("found a token 0 in n-gram 0", new int[] {0}, new int[] {1}, 0);
        refused("found a token 6 in n-gram 0", new int[] {0}, new int[] {1}, 6);
        refused("found 2 tokens of n-grams for 1", new int[] {0}, new int[] {1}, 1, 2);
        refused("found n-grams out of order", new int[] {0, 0}, new int[] {1, 1}, 2, 1);
    }
}
