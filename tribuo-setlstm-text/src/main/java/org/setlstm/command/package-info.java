/**
 * The command line: {@code Main}, its commands, and all that reads options or writes to the terminal. Nothing else
 * does, but what Spark starts: what stands below is given its settings as objects, and returns its results or tells
 * them to an interface, as {@code RunDisplay}. Stands above all but {@code spark}, whose {@code SparkComparison}
 * spreads the runs of {@code compare} over executors through {@code ComparisonRuns}.
 */
package org.setlstm.command;
