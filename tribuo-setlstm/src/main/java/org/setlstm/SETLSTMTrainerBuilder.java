package org.setlstm;

import org.setlstm.network.GateTopology;
import org.setlstm.network.Pooling;
import org.setlstm.sparse.TopologyEvolution;

/** Settings of a {@link SETLSTMTrainer}, each with a default. For one trainer only. */
public final class SETLSTMTrainerBuilder extends TrainingSettingsBuilder<SETLSTMTrainerBuilder> {
    private final SETLSTMTrainer trainer = new SETLSTMTrainer();

    SETLSTMTrainerBuilder() {}

    @Override
    SETLSTMTrainerBuilder self() {
        return this;
    }

    @Override
    SETLSTMTrainer trainer() {
        return trainer;
    }

    /**
     * Makes the trainer. The builder must not be used again.
     *
     * @return The trainer.
     * @throws com.oracle.labs.mlrg.olcut.config.PropertyException If a setting is out of its range.
     */
    public SETLSTMTrainer build() {
        trainer.postConfig();
        return trainer;
    }

    /**
     * Values of a token's embedding.
     *
     * @param value The value; 256 if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder embeddingDimension(int value) {
        trainer.embeddingDimension = value;
        return this;
    }

    /**
     * Hidden units of each LSTM layer, in each direction.
     *
     * @param value The value; 128 if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder hiddenDimension(int value) {
        trainer.hiddenDimension = value;
        return this;
    }

    /**
     * LSTM layers above one another, in each direction.
     *
     * @param value The value; 1 if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder layers(int value) {
        trainer.layers = value;
        return this;
    }

    /**
     * Whether a second stack of layers reads each document from its end.
     *
     * @param value The value; true if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder bidirectional(boolean value) {
        trainer.bidirectional = value;
        return this;
    }

    /**
     * How the hidden states over time become one vector: LAST, MEAN, MAX or MEAN_MAX.
     *
     * @param value The value; MAX if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder pooling(Pooling value) {
        trainer.pooling = value;
        return this;
    }

    /**
     * Tokens of a segment at most: longer documents are cut into segments, read each for itself and pooled together
     * (Johnson and Zhang, arXiv 1602.02373).
     *
     * @param value The value; 0, for whole documents, if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder segmentLength(int value) {
        trainer.segmentLength = value;
        return this;
    }

    /**
     * Whether the output layer also reads the sum of the tokens' embeddings, over the square root of their number: a bag
     * of words beside the LSTM.
     *
     * @param value The value; true if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder shortcut(boolean value) {
        trainer.shortcut = value;
        return this;
    }

    /**
     * Tokens of the longest n-grams of a linear layer beside the LSTM, which then learns what the layer leaves. A few thousand
     * n-grams know what an LSTM doesn't learn from a few thousand texts; 3 is a good value wherever order tells something.
     *
     * @param value The value; 0, for no such layer, if not set; 16 at most.
     * @return This.
     */
    public SETLSTMTrainerBuilder ngramOrder(int value) {
        trainer.ngramOrder = value;
        return this;
    }

    /**
     * Weights of the n-gram layer at most; 0 for as many as make 3.9% of the dense network's parameters together with those that
     * the network stores, and 1% of them at least.
     *
     * @param value The value; 0 if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder ngramWeights(int value) {
        trainer.ngramWeights = value;
        return this;
    }

    /**
     * Letters that an unknown token shares at least with the start of a known one to count as that, as "disappointingly"
     * counts as "disappointing": see {@link org.setlstm.sequence.PrefixBackOff}. Unknown tokens stay so where the feature map
     * hides names.
     *
     * @param value The value; 0, for unknown tokens that stay so, if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder unknownPrefix(int value) {
        trainer.unknownPrefix = value;
        return this;
    }

    /**
     * How strongly the weights of the n-gram layer are held at 0: half of the sum of their squares, in units of log count
     * ratios, counts so much beside the documents' loss.
     *
     * @param value The value; 0.033 if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder ngramPenalty(double value) {
        trainer.ngramPenalty = value;
        return this;
    }

    /**
     * Erdos-Renyi parameter: a matrix of m x n stores round(epsilon (m + n)) weights; in a cell, each gate's matrix.
     *
     * @param value The value; 7.0 if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder epsilon(double value) {
        trainer.epsilon = value;
        return this;
    }

    /**
     * Share of each matrix's positions that is stored, instead of epsilon; 0 for epsilon.
     *
     * @param value The value; 0.0 if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder density(double value) {
        trainer.density = value;
        return this;
    }

    /**
     * The embedding's own epsilon; 0 for that of all matrices.
     *
     * @param value The value; 0.0 if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder embeddingEpsilon(double value) {
        trainer.embeddingEpsilon = value;
        return this;
    }

    /**
     * The embedding's own density; 0 for that of all matrices.
     *
     * @param value The value; 0.0 if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder embeddingDensity(double value) {
        trainer.embeddingDensity = value;
        return this;
    }

    /**
     * Where the weights of a cell's gates stand. With SHARED a connection, from a unit or an input to a unit, carries a weight of
     * each gate, and evolution judges and moves connections, see {@link org.setlstm.sparse.SparseEvolution#evolveShared}. With
     * OWN, as in the paper, each gate has a topology for itself: as many weights on four times the positions, trained and
     * predicted more slowly.
     *
     * @param value The value; SHARED if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder gateTopology(GateTopology value) {
        trainer.gateTopology = value;
        return this;
    }

    /**
     * The embedding's entries share out among words by the number of training documents that these stand in, to this
     * power: at the start exactly, in growth by chance. 0 for all positions alike, as in an Erdos-Renyi graph.
     *
     * @param value The value; 0 if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder frequencyExponent(double value) {
        trainer.frequencyExponent = value;
        return this;
    }

    /**
     * Standard deviation of the embedding's first values.
     *
     * @param value The value; 0.1 if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder embeddingScale(double value) {
        trainer.embeddingScale = value;
        return this;
    }

    /**
     * Vectors that known tokens start from, scaled to the embedding's scale. Where {@link #embeddingDimension} is theirs, each
     * row of the embedding stores the largest entries of its token's vector. Else it stores a sparse code, which says more: how
     * much of a few atoms is in the vector, out of a dictionary of {@link #embeddingDimension} atoms that is learned from the
     * known tokens' vectors.
     *
     * @param value The vectors; null if not set, for none.
     * @return This.
     */
    public SETLSTMTrainerBuilder wordVectors(WordVectors value) {
        trainer.wordVectors = value;
        return this;
    }

    /**
     * When and how the topology evolves.
     *
     * @param value The value; {@link TopologyEvolution#set()} if not set.
     * @return This.
     */
    public SETLSTMTrainerBuilder evolution(TopologyEvolution value) {
        trainer.evolution = value;
        return this;
    }
}
