package org.setlstm;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.setlstm.format.FeatureDomain;
import org.setlstm.network.Architecture;
import org.setlstm.network.LSTMCell;
import org.setlstm.network.Network;
import org.setlstm.ngram.NGramLayer;
import org.setlstm.ngram.NGrams;
import org.setlstm.sequence.TokenFeatures;
import org.setlstm.sequence.Vocabulary;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;
import org.setlstm.sparse.Uniform;
import org.tribuo.CategoricalInfo;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.ModelProvenance;

/** Models whose weights are drawn by chance, and large enough for every part of them to matter. */
public final class RandomModel {
    private RandomModel() {}

    /** Knows the tokens w1, w2, ... in this order, and has the labels c0, c1, ... */
    public static SETLSTMModel of(Architecture a, double density, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Sparsity sparsity = new Sparsity(0.0, density);
        Network network = Network.create(a, sparsity, sparsity, RowWeights.NONE, 0.8, random);
        for (LSTMCell cell : network.cells()) {
            Uniform.fill(cell.bias(), 0.5, random);
        }
        Uniform.fill(network.output().values(), 0.5, random);
        Uniform.fill(network.outputBias(), 0.5, random);
        return of(network);
    }

    /** With n-grams of one to three tokens, each with a weight for one class or for several. */
    public static SETLSTMModel withNGrams(Architecture a, double density, long seed) {
        SETLSTMModel model = of(a, density, seed);
        return of(model.network().with(ngrams(a, new SplittableRandom(seed + 1))));
    }

    /** Every token begins an n-gram of each length. */
    public static NGramLayer ngrams(Architecture a, SplittableRandom random) {
        SortedSet<int[]> ngrams = new TreeSet<>(Arrays::compare);
        for (int first = 1; first <= a.vocabulary(); first++) {
            for (int length = 1; length <= 3; length++) {
                int[] ngram = random.ints(length, 1, a.vocabulary() + 1).toArray();
                ngram[0] = first;
                ngrams.add(ngram);
            }
        }
        int[][] rows = ngrams.toArray(int[][]::new);
        boolean[][] stored = new boolean[rows.length][a.classes()];
        for (boolean[] row : stored) {
            for (int c = 0; c < row.length; c++) {
                row[c] = random.nextBoolean();
            }
            row[random.nextInt(row.length)] = true;
        }
        int[] rowStart = new int[rows.length + 1];
        List<Integer> columns = new ArrayList<>();
        for (int n = 0; n < rows.length; n++) {
            for (int c = 0; c < a.classes(); c++) {
                if (stored[n][c]) {
                    columns.add(c);
                }
            }
            rowStart[n + 1] = columns.size();
        }
        float[] values = new float[columns.size()];
        Uniform.fill(values, 2.0, random);
        float[] bias = new float[a.classes()];
        Uniform.fill(bias, 1.0, random);
        int[] columnIndices = columns.stream().mapToInt(c -> c).toArray();
        return new NGramLayer(
                new NGrams(rows),
                new SparseMatrix(rows.length, a.classes(), rowStart, columnIndices, values),
                bias,
                rows.length + 5);
    }

    /** Of a network; its tokens and labels have the same names. */
    public static SETLSTMModel of(Network network) {
        Architecture a = network.architecture();
        List<VariableInfo> infos = new ArrayList<>();
        IntStream.rangeClosed(1, a.vocabulary())
                .forEach(w -> infos.add(new CategoricalInfo(TokenFeatures.name("w" + w, 1))));
        ImmutableFeatureMap features = new ImmutableFeatureMap(infos);
        int[] ids = IntStream.rangeClosed(1, a.vocabulary())
                .map(w -> features.getID(TokenFeatures.name("w" + w, 1)))
                .toArray();
        Map<Label, Integer> labels = new TreeMap<>((l, m) -> l.getLabel().compareTo(m.getLabel()));
        for (int c = 0; c < a.classes(); c++) {
            labels.put(new Label("c" + c), c);
        }
        MutableDataset<Label> data = WordOrder.dataset(WordOrder.examples(2, 1));
        ModelProvenance provenance = new ModelProvenance(
                SETLSTMModel.class.getName(),
                OffsetDateTime.parse("2026-01-01T00:00:00Z"),
                data.getProvenance(),
                WordOrder.trainer().build().getProvenance());
        return new SETLSTMModel(
                "random",
                provenance,
                FeatureDomain.of(features),
                new LabelFactory().constructInfoForExternalModel(labels),
                network,
                new Vocabulary(features, ids));
    }

    /** A text of these rows of the embedding; those of 0 are unknown tokens of all kinds. */
    public static Example<Label> example(int... rows) {
        Example<Label> example = new ArrayExample<>(new Label("c0"));
        List<String> tokens = new ArrayList<>();
        for (int row : rows) {
            tokens.add(row == 0 ? "unknown" + tokens.size() % 3 : "w" + row);
        }
        TokenFeatures.encode("", tokens).forEach(example::add);
        return example;
    }

    /** A text's rows. */
    public static int[] document(int vocabulary, int length, SplittableRandom random) {
        int[] rows = new int[length];
        Arrays.setAll(rows, i -> random.nextInt(vocabulary + 1));
        return rows;
    }
}
