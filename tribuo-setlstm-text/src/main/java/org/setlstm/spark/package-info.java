/**
 * Apache Spark, for who outgrows a machine: text classifiers as stages of its pipelines. Spark itself is for the
 * application to bring; nothing else here needs it. The top floor: {@code SparkComparison} does the runs of the command
 * {@code compare}.
 */
package org.setlstm.spark;
