/** Checkpoints of a training run: the state that it goes on from, as bytes, and where they are kept. */
package org.setlstm.checkpoint;
