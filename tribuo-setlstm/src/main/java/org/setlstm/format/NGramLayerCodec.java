package org.setlstm.format;

import static org.setlstm.format.NetworkCodec.check;

import java.util.Arrays;
import org.setlstm.ngram.NGramLayer;
import org.setlstm.ngram.NGrams;
import org.setlstm.protos.NGramLayerProto;

/** N-gram layers as protobufs: three or four bytes for an n-gram beside its weight, since neighbours begin alike. */
final class NGramLayerCodec {
    /** Tokens of an n-gram at most, whatever a file says. */
    private static final int LONGEST = 64;

    private NGramLayerCodec() {}

    static NGramLayerProto encode(NGramLayer layer) {
        NGramLayerProto.Builder proto = NGramLayerProto.newBuilder()
                .setCandidates(layer.candidates())
                .setWeights(NetworkCodec.encode(layer.weights()))
                .setBias(NetworkCodec.encode(layer.bias()));
        int[] before = {};
        for (int n = 0; n < layer.ngrams().size(); n++) {
            int[] rows = layer.ngrams().rows(n);
            int mismatch = Arrays.mismatch(before, rows);
            int shared = mismatch < 0 ? rows.length : mismatch;
            proto.addSharedLengths(shared).addRestLengths(rows.length - shared);
            for (int i = shared; i < rows.length; i++) {
                proto.addRests(rows[i]);
            }
            before = rows;
        }
        return proto.build();
    }

    /** Throws IllegalArgumentException if it describes no layer of this vocabulary and these classes. */
    static NGramLayer decode(NGramLayerProto proto, int vocabulary, int classes) {
        int size = proto.getSharedLengthsCount();
        check(
                proto.getRestLengthsCount() == size,
                "found " + size + " and " + proto.getRestLengthsCount() + " lengths of n-grams");
        int[][] ngrams = new int[size][];
        int[] before = {};
        int at = 0;
        for (int n = 0; n < size; n++) {
            int shared = proto.getSharedLengths(n);
            int rest = proto.getRestLengths(n);
            check(
                    shared >= 0
                            && shared <= before.length
                            && rest > 0
                            && rest <= LONGEST - shared
                            && rest <= proto.getRestsCount() - at,
                    "found n-gram " + n + " with " + shared + " and " + rest + " tokens");
            int[] rows = Arrays.copyOf(before, shared + rest);
            for (int i = shared; i < rows.length; i++) {
                rows[i] = proto.getRests(at++);
                check(rows[i] > 0 && rows[i] <= vocabulary, "found a token " + rows[i] + " in n-gram " + n);
            }
            check(Arrays.compare(before, rows) < 0, "found n-gram " + n + " out of order");
            ngrams[n] = rows;
            before = rows;
        }
        check(at == proto.getRestsCount(), "found " + proto.getRestsCount() + " tokens of n-grams for " + at);
        return new NGramLayer(
                new NGrams(ngrams),
                NetworkCodec.matrix(proto.getWeights(), size, classes),
                NetworkCodec.vector(proto.getBias(), classes),
                proto.getCandidates());
    }
}
