/**
 * Full matrices on ND4J's BLAS, for training the dense control. The only package that knows ND4J, beside the class
 * {@code ModelArrays} at the top. ND4J is optional: nothing of it is loaded before one of them asks for it, and {@link org.setlstm.dense.ND4J} says whether it is there.
 *
 * <p>What BLAS computes is outside the promise of the same bits everywhere: its kernels differ from processor to
 * processor, in their rounding too. On one machine the same training still gives the same bits, for BLAS runs on one
 * thread for each of ours.
 */
package org.setlstm.dense;
