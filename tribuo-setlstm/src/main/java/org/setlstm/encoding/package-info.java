/**
 * From Tribuo's data set to the engine's: which tokens are known and are rows of the embedding, which examples are held
 * out, what each weighs, and the embedding's start from word vectors. The only place of training that knows both:
 * Tribuo's examples, as {@code sequence} far below, and the engine's {@code TrainingData}. So it stands above {@code
 * training} and can't stand beside {@code sequence}. Only the trainer, above, uses it.
 */
package org.setlstm.encoding;
