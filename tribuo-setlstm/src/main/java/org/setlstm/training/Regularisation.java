package org.setlstm.training;

/**
 * What keeps a network from learning its documents by heart. Values are trusted here; whoever takes them from a user
 * checks them.
 *
 * @param dropout Share of the pooled features left out.
 * @param wordDropout Share of the tokens read as unknown.
 */
public record Regularisation(double dropout, double wordDropout) {
    /** Nothing. */
    public static final Regularisation NONE = new Regularisation(0.0, 0.0);
}
