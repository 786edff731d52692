/**
 * Short cells for Jupyter notebooks: tables as HTML, charts as images, progress that updates in place. Knows charts and
 * nothing of files, texts or commands; what it shows of results it has from {@code report}, as comparisons do.
 */
package org.setlstm.notebook;
