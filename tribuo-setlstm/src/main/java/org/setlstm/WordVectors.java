package org.setlstm;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;

/**
 * Vectors of words that were learned elsewhere, from more text than the training documents: a {@link SETLSTMTrainer}
 * starts its embedding from them. Only training needs them, a model keeps what became of them.
 *
 * <p>The same token always has the same vector: if that hangs on a file, the provenance says on which content.
 */
public interface WordVectors extends Configurable, Provenancable<ConfiguredObjectProvenance> {
    /**
     * The length of all vectors.
     *
     * @return At least 1.
     */
    int dimension();

    /**
     * Looks a token up, as it is: lower case and upper case are not the same.
     *
     * @param token A token.
     * @return Its vector, {@link #dimension()} finite values, or null if it has none. The caller doesn't change it.
     */
    float[] vector(String token);
}
