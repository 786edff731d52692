package org.setlstm.training;

import java.io.Serializable;
import org.setlstm.network.Dropout;

/**
 * What keeps a network from learning its documents by heart. Values are trusted here; whoever takes them from a user
 * checks them.
 *
 * @param dropout Share of the pooled features left out.
 * @param wordDropout Share of the tokens read as unknown.
 * @param variationalDropout Share of what each layer reads left out, for a document the same at every step.
 * @param recurrentDropout Share of the hidden states left out of the recurrent products, for a document the same at every
 *     step.
 */
public record Regularisation(double dropout, double wordDropout, double variationalDropout, double recurrentDropout)
        implements Serializable {
    /** Nothing. */
    public static final Regularisation NONE = new Regularisation(0.0, 0.0, 0.0, 0.0);

    /** What the network is to leave out. */
    Dropout inNetwork() {
        return new Dropout(dropout, variationalDropout, recurrentDropout);
    }
}
