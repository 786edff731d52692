package org.setlstm.training;

import java.util.BitSet;
import java.util.Optional;

/**
 * What training was, besides the weights that came of it.
 *
 * @param epochs How many were run.
 * @param explored The share of the sparse matrices' positions that has ever been stored, in {@code (0, 1]}.
 * @param onND4J Whether full matrices were trained there.
 * @param predicted The classes that some document was given in the last epoch, with what dropout left of it.
 * @param best The best epoch, where documents were held out.
 */
public record TrainingResult(int epochs, double explored, boolean onND4J, BitSet predicted, Optional<BestEpoch> best) {}
