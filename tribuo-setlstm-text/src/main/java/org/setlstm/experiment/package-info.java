/**
 * Models side by side: {@link org.setlstm.experiment.Comparison} trains several kinds of them on data sets, several
 * times each, and makes tables and pictures of their results. The command {@code compare} stands above and sees only
 * that class and what reports are made of; how a run goes it hears from a {@link org.setlstm.experiment.RunDisplay}.
 * Stands above {@code reproduction}, which copies trainers with other settings, {@code text} and {@code chart}.
 */
package org.setlstm.experiment;
