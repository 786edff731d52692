package org.setlstm.ngram;

/**
 * What the weights of a linear model are measured in, and so how strongly the penalty holds them: of a log count ratio
 * {@code r} some power of its magnitude.
 */
enum Unit {
    /** {@code |r|}: naive Bayes (Wang and Manning 2012), trusted where documents are many. */
    RATIO {
        @Override
        double of(double ratio) {
            return Math.abs(ratio);
        }
    },
    /** {@code sqrt(|r|)}, such that the same penalty does: between naive Bayes and plain weights. */
    ROOT {
        @Override
        double of(double ratio) {
            return ROOT_SCALE * StrictMath.sqrt(Math.abs(ratio));
        }
    };

    private static final double ROOT_SCALE = 0.8;

    abstract double of(double ratio);
}
