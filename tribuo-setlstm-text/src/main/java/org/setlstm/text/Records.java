package org.setlstm.text;

import java.io.IOException;

/** The documents of a file whose columns have names. */
interface Records {
    /** A document and the line where it begins. */
    record Document(String label, String text, long line) {}

    /** The next document; null after the last one. */
    Document next() throws IOException;
}
