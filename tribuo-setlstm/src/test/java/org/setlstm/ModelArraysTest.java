package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.setlstm.network.Pooling;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** The arrays against one another: the network computed from its own matrices in ND4J. */
class ModelArraysTest {
    private static final int H = 5;
    private static final int E = 7;
    private static final Example<Label> TEXT = WordOrder.example("", "the man bites the colourless dog");
    private static final List<String> TOKENS = List.of("the", "man", "bites", "the", "colourless", "dog");

    private static SETLSTMModel model;
    private static ModelArrays arrays;

    private static SETLSTMModel trained(SETLSTMTrainerBuilder builder) {
        return builder.embeddingDimension(E)
                .hiddenDimension(H)
                .epochs(2)
                .build()
                .train(WordOrder.dataset(WordOrder.examples(200, 1)));
    }

    @BeforeAll
    static void train() {
        Logger.getLogger(SETLSTMTrainer.class.getName()).setLevel(Level.WARNING);
        model = trained(WordOrder.trainer().pooling(Pooling.MAX).shortcut(true));
        arrays = new ModelArrays(model);
    }

    private static INDArray gate(INDArray gates, int gate) {
        return gates.get(NDArrayIndex.interval(gate * H, (gate + 1) * H));
    }

    /** The cell's equations, over the words from one end to the other. */
    private static void assertStates(ModelArrays arrays, String cell, int first, int end, int step, int column) {
        INDArray states = arrays.hiddenStates(TEXT);
        INDArray w = arrays.matrix(cell + ".input");
        INDArray u = arrays.matrix(cell + ".recurrent");
        INDArray h = null;
        INDArray c = null;
        for (int t = first; t != end; t += step) {
            INDArray gates = w.mmul(arrays.embedding(TOKENS.get(t)).reshape(E, 1))
                    .reshape(4 * H)
                    .add(arrays.bias(cell + ".bias"));
            if (h != null) {
                gates.addi(u.mmul(h.reshape(H, 1)).reshape(4 * H));
            }
            INDArray remembered = Transforms.sigmoid(gate(gates, 0)).mul(Transforms.tanh(gate(gates, 3)));
            c = c == null
                    ? remembered
                    : c.mul(Transforms.sigmoid(gate(gates, 1))).add(remembered);
            h = Transforms.sigmoid(gate(gates, 2)).mul(Transforms.tanh(c));
            INDArray read = states.getRow(t).get(NDArrayIndex.interval(column, column + H));
            assertArrayEquals(h.toFloatVector(), read.toFloatVector(), 1e-4f, cell + ", token " + t);
        }
    }

    @Test
    void hiddenStatesAreWhatTheMatricesMakeOfTheWords() {
        assertArrayEquals(new long[] {6, 2 * H}, arrays.hiddenStates(TEXT).shape());
        assertStates(arrays, "forward.1", 0, 6, 1, 0);
        assertStates(arrays, "backward.1", 5, -1, -1, H);
    }

    @Test
    void segmentsAreReadEachForItself() {
        ModelArrays cut =
                new ModelArrays(trained(WordOrder.trainer().pooling(Pooling.MAX).segmentLength(4)));
        assertStates(cut, "forward.1", 0, 3, 1, 0);
        assertStates(cut, "forward.1", 3, 6, 1, 0);
        assertStates(cut, "backward.1", 2, -1, -1, H);
        assertStates(cut, "backward.1", 5, 2, -1, H);
    }

    @Test
    void documentsArePooledStatesAndTheOutputLayerReadsThem() {
        INDArray document = arrays.documentVector(TEXT);
        assertArrayEquals(new long[] {2 * H + E}, document.shape());
        assertArrayEquals(
                arrays.hiddenStates(TEXT).max(0).toFloatVector(),
                document.get(NDArrayIndex.interval(0, 2 * H)).toFloatVector());
        INDArray scores = arrays.matrix("output")
                .mmul(document.reshape(2 * H + E, 1))
                .reshape(2)
                .add(arrays.bias("output.bias"));
        INDArray probabilities = Transforms.softmax(scores.reshape(1, 2), true);
        for (int id = 0; id < 2; id++) {
            String label = model.getOutputIDInfo().getOutput(id).getLabel();
            assertEquals(
                    model.predict(TEXT).getOutputScores().get(label).getScore(), probabilities.getDouble(id), 1e-5);
        }
        INDArray documents = arrays.documentVectors(List.of(WordOrder.example("", "dog"), TEXT));
        assertArrayEquals(new long[] {2, 2 * H + E}, documents.shape());
        assertArrayEquals(document.toFloatVector(), documents.getRow(1).toFloatVector());
        assertThrows(IllegalArgumentException.class, () -> arrays.documentVectors(List.of()));
    }

    @Test
    void matricesHoldWhatIsStoredAndZeros() {
        assertEquals(
                List.of(
                        "embedding",
                        "forward.1.input",
                        "forward.1.recurrent",
                        "backward.1.input",
                        "backward.1.recurrent",
                        "output",
                        "forward.1.bias",
                        "backward.1.bias",
                        "output.bias"),
                arrays.names());
        INDArray embedding = arrays.matrix("embedding");
        assertArrayEquals(new long[] {12, E}, embedding.shape());
        assertEquals(
                model.network().embedding().stored(),
                embedding.neq(0.0).castTo(embedding.dataType()).sumNumber().intValue());
        assertArrayEquals(
                embedding.getRow(0).toFloatVector(),
                arrays.embedding("colourless").toFloatVector());
        // A copy: the model stays as it is.
        String digest = model.weightsDigest();
        arrays.bias("output.bias").addi(1.0);
        arrays.documentVector(TEXT).addi(1.0);
        embedding.addi(1.0);
        assertEquals(digest, model.weightsDigest());
    }

    @Test
    void namesThatAreNoneAreRefusedWithThoseThatAre() {
        String message = assertThrows(IllegalArgumentException.class, () -> arrays.matrix("forward.2.input"))
                .getMessage();
        assertTrue(message.contains("'forward.2.input', but embedding, forward.1.input"), message);
        assertThrows(IllegalArgumentException.class, () -> arrays.bias("embedding"));
    }
}
