/**
 * Apache Spark, for who outgrows a machine: text classifiers as stages of its pipelines. Spark itself is for the
 * application to bring; nothing else here needs it.
 */
package org.setlstm.spark;
