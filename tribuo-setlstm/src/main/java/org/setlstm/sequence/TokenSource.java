package org.setlstm.sequence;

import org.tribuo.DataSource;
import org.tribuo.classification.Label;

/** A source that holds its documents as the ids of their tokens, which a {@link TokenDataset} then shares with it. */
public interface TokenSource extends DataSource<Label> {
    /**
     * The examples that the source iterates over.
     *
     * @return The examples in order, to which none are added any more.
     */
    TokenExamples tokenExamples();
}
