/**
 * The inner loops, on {@code float[]}: one small interface, {@link org.setlstm.kernel.Kernel}, with a scalar and a
 * Vector API implementation that give the same bits. Knows nothing of networks, matrices or Tribuo.
 */
package org.setlstm.kernel;
