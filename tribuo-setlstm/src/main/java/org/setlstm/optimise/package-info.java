/**
 * From gradients to steps: Adam, SGD with momentum, learning-rate schedules and clipping, over flat arrays of stored
 * weights. Knows nothing of networks.
 */
package org.setlstm.optimise;
