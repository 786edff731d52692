/** Raw text in, labels out: the pipeline that keeps word order, and the data sources that feed it. */
package org.setlstm.text;
