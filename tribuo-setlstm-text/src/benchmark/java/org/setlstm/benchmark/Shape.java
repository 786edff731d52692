package org.setlstm.benchmark;

/**
 * The shape of a network and of what it reads. Peers store every position and ignore the densities.
 *
 * @param vocabulary Known tokens.
 * @param embedding Values of a token's embedding.
 * @param hidden Hidden units in each direction.
 * @param bidirectional Whether to read from both ends.
 * @param batch Documents of a batch.
 * @param length Tokens of each document.
 * @param embeddingDensity Share of the embedding's positions that is stored.
 * @param gateDensity Share of the positions of each gate's matrices that is stored.
 */
record Shape(
        int vocabulary,
        int embedding,
        int hidden,
        boolean bidirectional,
        int batch,
        int length,
        double embeddingDensity,
        double gateDensity) {
    static final int CLASSES = 2;

    /** The shape that speeds are measured at. */
    static Shape ofSpeed(int hidden, double gateDensity) {
        return new Shape(20_000, 256, hidden, false, 64, 100, 0.04, gateDensity);
    }

    Shape withBatch(int value) {
        return new Shape(vocabulary, embedding, hidden, bidirectional, value, length, embeddingDensity, gateDensity);
    }

    Shape withLength(int value) {
        return new Shape(vocabulary, embedding, hidden, bidirectional, batch, value, embeddingDensity, gateDensity);
    }
}
