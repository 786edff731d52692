/**
 * Raw text in, labels out: the pipeline that keeps word order, the data sources that feed it, word vectors from files,
 * and {@code TextClassifier}. Their names stand in the provenance of saved models, and in configurations: they stay.
 *
 * <p>The house of this module from the top down; a package imports only what stands below it, and the learner's, all of
 * which stand below:
 *
 * <ul>
 *   <li>{@code spark}: Spark's pipelines, and training and comparisons on executors; the only one that knows Spark
 *   <li>{@code command}: the command line
 *   <li>{@code notebook}: tables, charts and progress for Jupyter
 *   <li>{@code experiment}: models side by side
 *   <li>{@code reproduction}: models again from their provenance
 *   <li>this package
 *   <li>{@code chart}: pictures; the only one that knows XChart
 *   <li>{@code file}: the ground
 * </ul>
 */
package org.setlstm.text;
