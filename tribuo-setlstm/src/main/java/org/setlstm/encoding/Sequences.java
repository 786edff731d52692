package org.setlstm.encoding;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.setlstm.sequence.TokenDataset;
import org.setlstm.sequence.TokenDocuments;
import org.setlstm.sequence.TokenExamples;
import org.setlstm.sequence.TokenFeatures;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/**
 * The examples of a data set in the order in which it is iterated over: those of a {@link TokenDataset} are there, all others
 * are read.
 *
 * @param documents The documents.
 * @param order Which of them is each example's.
 * @param labels The number of each example's label.
 * @param weights Of each example.
 */
record Sequences(TokenDocuments documents, int[] order, int[] labels, float[] weights) {
    /** Throws IllegalArgumentException if an example has no features or no token order. */
    static Sequences of(Dataset<Label> data, ImmutableOutputInfo<Label> outputs) {
        return data instanceof TokenDataset tokens && tokens.examples().areSequences()
                ? shared(tokens, outputs)
                : read(data, outputs);
    }

    private static Sequences shared(TokenDataset data, ImmutableOutputInfo<Label> outputs) {
        TokenExamples examples = data.examples();
        int[] order = data.order();
        int[] labels =
                Arrays.stream(order).map(i -> outputs.getID(examples.label(i))).toArray();
        float[] weights = new float[order.length];
        for (int n = 0; n < order.length; n++) {
            weights[n] = examples.weight(order[n]);
        }
        return new Sequences(examples.documents(), order, labels, weights);
    }

    private static Sequences read(Dataset<Label> data, ImmutableOutputInfo<Label> outputs) {
        TokenDocuments documents = new TokenDocuments();
        int[] labels = new int[data.size()];
        float[] weights = new float[data.size()];
        int n = 0;
        for (Example<Label> example : data) {
            documents.add(List.of(TokenFeatures.decode(example)));
            labels[n] = outputs.getID(example.getOutput());
            weights[n++] = example.getWeight();
        }
        return new Sequences(documents, IntStream.range(0, n).toArray(), labels, weights);
    }

    /** The documents of some examples, each token as its row. */
    int[][] rows(BitSet part, int[] rowOf) {
        int[] which = part.stream().map(n -> order[n]).toArray();
        int[][] rows = new int[which.length][];
        for (int i = 0; i < which.length; i++) {
            int[] document = documents.document(which[i]);
            for (int t = 0; t < document.length; t++) {
                document[t] = rowOf[document[t]];
            }
            rows[i] = document;
        }
        return rows;
    }
}
