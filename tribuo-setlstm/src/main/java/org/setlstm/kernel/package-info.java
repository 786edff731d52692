/**
 * The inner loops, on {@code float[]}: one small interface, {@link org.setlstm.kernel.Kernel}, with a scalar and a
 * Vector API implementation that give the same bits. Its operands are views, {@link org.setlstm.kernel.Panel} and
 * {@link org.setlstm.kernel.CompressedRows} or {@link org.setlstm.kernel.GateRows}. Knows nothing of networks, matrices or Tribuo.
 */
package org.setlstm.kernel;
