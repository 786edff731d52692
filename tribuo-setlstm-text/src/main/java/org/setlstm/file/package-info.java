/**
 * The ground: files that are read strictly, as gzip or plain, line by line, and files that are written as a whole or
 * not at all. Of what may stand in them it knows models alone.
 */
package org.setlstm.file;
