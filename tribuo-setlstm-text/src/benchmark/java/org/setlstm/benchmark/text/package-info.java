/**
 * Whole text classifiers beside each other, from a file of labelled texts to a model file to labels: what
 * {@link org.setlstm.benchmark.text.TextContender} can run, each step in a process of its own. Knows nothing of the other parts
 * of the benchmark.
 */
package org.setlstm.benchmark.text;
