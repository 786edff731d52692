/**
 * Short cells for Jupyter notebooks: tables as HTML, charts as images, progress that updates in place. Knows charts and
 * nothing of files, texts or commands.
 */
package org.setlstm.notebook;
