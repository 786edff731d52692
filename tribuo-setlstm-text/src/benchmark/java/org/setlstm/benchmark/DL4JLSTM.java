package org.setlstm.benchmark;

import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Dense DL4J, one direction, documents of equal length. No input type is set: it would make the embedding's input 1. */
final class DL4JLSTM implements Contender {
    private final MultiLayerNetwork network;

    DL4JLSTM(Shape shape) {
        if (shape.bidirectional()) {
            throw new IllegalArgumentException("DL4J is measured in one direction");
        }
        MultiLayerConfiguration layers = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(LEARNING_RATE))
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .nIn(shape.vocabulary() + 1)
                        .nOut(shape.embedding())
                        .inputLength(shape.length())
                        .build())
                .layer(new LSTM.Builder()
                        .nIn(shape.embedding())
                        .nOut(shape.hidden())
                        .activation(Activation.TANH)
                        .build())
                .layer(new GlobalPoolingLayer.Builder(PoolingType.MAX).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(shape.hidden())
                        .nOut(Shape.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build();
        network = new MultiLayerNetwork(layers);
        network.init();
    }

    @Override
    public double step(Batch batch) {
        float[][] labels = new float[batch.labels().length][Shape.CLASSES];
        for (int d = 0; d < labels.length; d++) {
            labels[d][batch.labels()[d]] = 1.0f;
        }
        network.fit(tokens(batch.documents()), Nd4j.createFromArray(labels));
        return network.score();
    }

    private static INDArray tokens(int[][] documents) {
        return Nd4j.createFromArray(documents);
    }

    @Override
    public float[][] probabilities(int[][] documents) {
        return network.output(tokens(documents)).toFloatMatrix();
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("threads", Nd4j.factory().blas().getMaxThreads());
        facts.put("parameters", network.numParams());
        return facts;
    }

    @Override
    public void close() {
        network.close();
    }
}
