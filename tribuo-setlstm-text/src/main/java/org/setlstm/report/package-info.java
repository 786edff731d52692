/**
 * Results for people: which differences are chance ({@link org.setlstm.report.McNemar}, {@link
 * org.setlstm.report.PairedBootstrap}), and the pieces of HTML and the pictures that a comparison's report and notebooks
 * have in common, so that each looks the same wherever it is shown. A room of its own because {@code experiment} and
 * {@code notebook} both stand on it and know nothing of one another. Writes no file, and knows models, evaluations and
 * charts, but neither texts nor commands.
 */
package org.setlstm.report;
