package org.setlstm.ngram;

import java.util.List;

/**
 * Kinds of linear models that documents choose from by what they say of unseen ones. Which is best depends on the data: plain
 * ratios for many and long texts, subwords for few and short ones, and the shorter, the stronger the penalty. (Log loss of the
 * layer alone on held-out parts of training halves, the first three kinds with the same penalty: sanders 0.555, 0.551, 0.539;
 * mr 0.466, 0.454, 0.449; imdb, with four times as many and longer texts, 0.199, 0.201, 0.208. Three times the penalty for
 * roots: sanders 0.511 instead of 0.522, mr 0.445 instead of 0.451.)
 *
 * @param unit What weights are measured in.
 * @param subwords What words share.
 * @param penalty How many times as strongly as the setting says weights are held at 0.
 */
record Kind(Unit unit, Subwords subwords, double penalty) {
    static final Kind PLAIN = new Kind(Unit.RATIO, Subwords.NONE, 1.0);

    private static final double STRONGER = 3.0;
    private static final double STRONGEST = 5.0;

    /** Of two alike the first. */
    static List<Kind> all(List<String> tokens) {
        if (tokens == null) {
            return List.of(PLAIN, new Kind(Unit.ROOT, Subwords.NONE, STRONGER));
        }
        Subwords subwords = Subwords.of(tokens);
        return List.of(
                PLAIN,
                new Kind(Unit.RATIO, subwords, 1.0),
                new Kind(Unit.ROOT, subwords, STRONGER),
                new Kind(Unit.RATIO, subwords, STRONGEST));
    }
}
