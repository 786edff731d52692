package org.setlstm.sparse;

/** How the removed fraction falls over a training run. */
public enum ZetaSchedule {
    /** Not at all. */
    CONSTANT,
    /** Along half a cosine, to nothing (Dettmers and Zettlemoyer, arXiv 1907.04840). */
    COSINE;

    /** The share of the full fraction, after this share of all steps. */
    double after(double share) {
        return switch (this) {
            case CONSTANT -> 1.0;
            case COSINE -> 0.5 * (1.0 + StrictMath.cos(StrictMath.PI * share));
        };
    }
}
