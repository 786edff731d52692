/** The face of the library: {@code SETLSTMTrainer} trains, {@code SETLSTMModel} predicts. */
package org.setlstm;
