package org.setlstm.text;

/** How a text file of word vectors is laid out: a token and its values on each line, one space between. */
public enum WordVectorFormat {
    /** As the first line looks: two whole numbers are a header, and anything else is the first vector. */
    AUTO,
    /** GloVe's: vectors only. */
    GLOVE,
    /** The text format of word2vec: first a line {@code count dimension}. */
    WORD2VEC,
    /** fastText's {@code .vec} files, laid out as {@link #WORD2VEC}. */
    FASTTEXT
}
