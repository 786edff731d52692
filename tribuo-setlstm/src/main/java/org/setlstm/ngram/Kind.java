package org.setlstm.ngram;

import java.util.List;
import java.util.stream.Stream;

/**
 * Kinds of linear models that documents choose from by what they say of unseen ones. (Log loss of the layer alone on held-out
 * parts of training halves, ratios, ratios with subwords, roots with subwords: sanders 0.555, 0.551, 0.539; mr 0.466, 0.454,
 * 0.449; imdb, with four times as many and longer texts, 0.199, 0.201, 0.208.)
 *
 * @param unit What weights are measured in.
 * @param subwords What words share.
 */
record Kind(Unit unit, Subwords subwords) {
    static final Kind PLAIN = new Kind(Unit.RATIO, Subwords.NONE);

    /** Of two alike the first. */
    static List<Kind> all(List<String> tokens) {
        Stream<Kind> plain = Stream.of(PLAIN);
        if (tokens == null) {
            return Stream.concat(plain, Stream.of(new Kind(Unit.ROOT, Subwords.NONE)))
                    .toList();
        }
        Subwords subwords = Subwords.of(tokens);
        return Stream.concat(plain, Stream.of(new Kind(Unit.RATIO, subwords), new Kind(Unit.ROOT, subwords)))
                .toList();
    }
}
