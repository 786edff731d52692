package org.setlstm.format;

import static org.setlstm.format.NetworkCodec.check;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.setlstm.ngram.NGramLayer;
import org.setlstm.ngram.NGrams;
import org.setlstm.protos.NGramLayerProto;

/** N-gram layers as protobufs: three or four bytes for an n-gram beside its weight, since neighbours begin alike. */
final class NGramLayerCodec {
    /** Tokens of an n-gram at most, whatever a file says. */
    private static final int LONGEST = 64;

    private NGramLayerCodec() {}

    static NGramLayerProto encode(NGramLayer layer) {
        NGrams ngrams = layer.ngrams();
        int[] shared = new int[ngrams.size()];
        int[] restLengths = new int[ngrams.size()];
        IntStream.Builder rests = IntStream.builder();
        int[] before = {};
        for (int n = 0; n < ngrams.size(); n++) {
            int[] rows = ngrams.rows(n);
            int mismatch = Arrays.mismatch(before, rows);
            shared[n] = mismatch < 0 ? rows.length : mismatch;
            restLengths[n] = rows.length - shared[n];
            Arrays.stream(rows, shared[n], rows.length).forEach(rests);
            before = rows;
        }
        return NGramLayerProto.newBuilder()
                .setCandidates(layer.candidates())
                .setSharedLengths(PackedInts.encode(shared))
                .setRestLengths(PackedInts.encode(restLengths))
                .setRests(PackedInts.encode(rests.build().toArray()))
                .setWeights(NetworkCodec.encode(layer.weights(), 1))
                .setBias(NetworkCodec.encode(layer.bias()))
                .build();
    }

    /** Throws IllegalArgumentException if it describes no layer of this vocabulary and these classes. */
    static NGramLayer decode(NGramLayerProto proto, int vocabulary, int classes) {
        int[] shared = PackedInts.decode(proto.getSharedLengths());
        int[] rests = PackedInts.decode(proto.getRestLengths());
        check(shared.length == rests.length, "found %d and %d lengths of n-grams", shared.length, rests.length);
        NGrams ngrams = ngrams(shared, rests, PackedInts.decode(proto.getRests()), vocabulary);
        check(ngrams.isAscending(), "found n-grams out of order");
        return new NGramLayer(
                ngrams,
                NetworkCodec.matrix(proto.getWeights(), ngrams.size(), classes, 1),
                NetworkCodec.vector(proto.getBias(), classes),
                proto.getCandidates());
    }

    private static NGrams ngrams(int[] sharedLengths, int[] restLengths, int[] rests, int vocabulary) {
        int size = sharedLengths.length;
        int[] rows = new int[Math.max(size, rests.length)];
        int[] starts = new int[size + 1];
        int at = 0;
        for (int n = 0; n < size; n++) {
            int shared = sharedLengths[n];
            int rest = restLengths[n];
            int start = starts[n];
            int before = n == 0 ? 0 : start - starts[n - 1];
            if (shared < 0 || shared > before || rest <= 0 || rest > LONGEST - shared || rest > rests.length - at) {
                throw new IllegalArgumentException(
                        "found n-gram " + n + " with " + shared + " and " + rest + " tokens");
            }
            int end = start + shared + rest;
            if (end > rows.length) {
                rows = Arrays.copyOf(rows, Math.max(end, Math.multiplyExact(2, rows.length)));
            }
            for (int i = 0; i < shared; i++) {
                rows[start + i] = rows[start - before + i];
            }
            for (int i = start + shared; i < end; i++) {
                rows[i] = rests[at++];
                if (rows[i] <= 0 || rows[i] > vocabulary) {
                    throw new IllegalArgumentException("found a token " + rows[i] + " in n-gram " + n);
                }
            }
            starts[n + 1] = end;
        }
        check(at == rests.length, "found %d tokens of n-grams for %d", rests.length, at);
        return new NGrams(Arrays.copyOf(rows, starts[size]), starts);
    }
}
