package org.setlstm.network;

/**
 * Shares that a training pass leaves out, drawn for each document, within the layers for each of its segments; what is
 * kept is scaled up to make up for it. Within the layers a mask is the same at every step (Gal and Ghahramani, arXiv
 * 1512.05287): new ones at each step would drown what a state remembers.
 *
 * @param features Of the pooled features.
 * @param inputs Of what each layer reads: the values of the embedding, or of the layer below.
 * @param recurrent Of the hidden state, where it enters the recurrent product.
 */
public record Dropout(double features, double inputs, double recurrent) {
    /** Nothing. */
    public static final Dropout NONE = ofFeatures(0.0);

    /**
     * Of the pooled features alone.
     *
     * @param share The share.
     * @return Nothing left out of the layers.
     */
    public static Dropout ofFeatures(double share) {
        return new Dropout(share, 0.0, 0.0);
    }
}
