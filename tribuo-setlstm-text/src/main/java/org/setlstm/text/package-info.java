/** Raw text in, labels out: the pipeline that keeps word order, the data sources that feed it, word vectors from files. */
package org.setlstm.text;
