package org.setlstm.network;

import java.io.Serializable;

/**
 * The shape of a network. A value out of its range is an {@link IllegalArgumentException}.
 *
 * @param vocabulary Known tokens; the embedding has one row more, row 0, for all others.
 * @param embeddingDimension Values of a token's embedding.
 * @param hiddenDimension Units of an LSTM layer.
 * @param layers LSTM layers above one another, in each direction.
 * @param bidirectional Whether a second stack of layers reads each document from its end.
 * @param pooling How the top layer's states become one vector.
 * @param classes Classes.
 * @param segmentLength Tokens of a segment at most: longer documents are cut into segments that are read each for itself
 *     and pooled together. 0 for documents that stay whole, as they must where pooling is {@code LAST}.
 * @param shortcut Whether the output layer also reads the sum of the tokens' embeddings, over the square root of their
 *     number.
 * @param gateTopology Where the weights of a cell's gates stand.
 */
public record Architecture(
        int vocabulary,
        int embeddingDimension,
        int hiddenDimension,
        int layers,
        boolean bidirectional,
        Pooling pooling,
        int classes,
        int segmentLength,
        boolean shortcut,
        GateTopology gateTopology)
        implements Serializable {
    /** The row of the embedding that all unknown tokens share. */
    public static final int UNKNOWN = 0;

    /** Gates of an LSTM cell. */
    public static final int GATES = 4;

    /**
     * Checks the values.
     *
     * @param vocabulary See the record.
     * @param embeddingDimension See the record.
     * @param hiddenDimension See the record.
     * @param layers See the record.
     * @param bidirectional See the record.
     * @param pooling See the record.
     * @param classes See the record.
     * @param segmentLength See the record.
     * @param shortcut See the record.
     * @param gateTopology See the record.
     */
    public Architecture {
        check("vocabulary", vocabulary, 0);
        check("embeddingDimension", embeddingDimension, 1);
        check("hiddenDimension", hiddenDimension, 1);
        check("layers", layers, 1);
        check("classes", classes, 1);
        check("segmentLength", segmentLength, 0);
        if (segmentLength > 0 && pooling == Pooling.LAST) {
            throw new IllegalArgumentException("segmentLength is " + segmentLength
                    + ", and must be 0 where pooling is LAST: segments are pooled together by MEAN, MAX or MEAN_MAX");
        }
    }

    private static void check(String name, int value, int least) {
        if (value < least || value > 1 << 24) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be from " + least + " to 2^24");
        }
    }

    /**
     * Directions.
     *
     * @return 1 or 2.
     */
    public int directions() {
        return bidirectional ? 2 : 1;
    }

    /**
     * Whether the gates of a cell share their positions.
     *
     * @return False if each has its own.
     */
    public boolean sharesGates() {
        return gateTopology == GateTopology.SHARED;
    }

    /**
     * Rows of the embedding.
     *
     * @return The vocabulary, and one for unknown tokens.
     */
    public int embeddingRows() {
        return vocabulary + 1;
    }

    /**
     * What a layer reads.
     *
     * @param layer From 0.
     * @return Its inputs: the embedding's dimension, or the layer below's units.
     */
    public int inputs(int layer) {
        return layer == 0 ? embeddingDimension : hiddenDimension;
    }

    /**
     * What the output layer reads.
     *
     * @return The length of a document's vector.
     */
    public int features() {
        return pooledFeatures() + (shortcut ? embeddingDimension : 0);
    }

    /** Those of the features that are pooled hidden states: the first ones. */
    int pooledFeatures() {
        return directions() * pooling.features(hiddenDimension);
    }

    /**
     * Parameters of this network with every matrix full, biases and output layer included.
     *
     * @return How many.
     */
    public long denseParameters() {
        long cells = 0;
        for (int layer = 0; layer < layers; layer++) {
            cells += (long) GATES * hiddenDimension * (inputs(layer) + hiddenDimension + 1L);
        }
        return (long) embeddingRows() * embeddingDimension + directions() * cells + classes * (features() + 1L);
    }
}
