package org.setlstm.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.setlstm.network.Architecture;
import org.setlstm.network.LSTMCell;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.sparse.SparseMatrix;

/**
 * What the stored weights of a network connect. It looks at where weights stand, not at their values.
 *
 * @param layers The dimensions of the embedding, then the hidden units of each layer and direction.
 * @param wordEntries For each known token, from row 1 of the embedding on, the entries of its row. The row that all
 *     unknown tokens share doesn't count.
 * @param unusedWords Known tokens that change nothing, because none of their entries leads to the output.
 */
public record Connectivity(List<Layer> layers, List<Integer> wordEntries, int unusedWords) {
    /**
     * The units of a layer.
     *
     * @param name {@code embedding}, or as in {@code forward.1}.
     * @param inDegrees For each unit the stored entries that lead into it: of a dimension of the embedding one from each
     *     row that has it, of a hidden unit those of all four gates, from the layer below and from its own.
     * @param outDegrees For each unit the stored entries that lead out of it, to all gates of its own layer and of the
     *     layers above that read it, or to the output layer.
     * @param dead Units that change nothing: no word leads to them, or they lead to no output, in however many steps.
     */
    public record Layer(String name, List<Integer> inDegrees, List<Integer> outDegrees, int dead) {
        /**
         * The distribution of in-degrees.
         *
         * @return Minimum, mean and maximum.
         */
        public IntSummaryStatistics inDegreeStatistics() {
            return statistics(inDegrees);
        }

        /**
         * The distribution of out-degrees.
         *
         * @return Minimum, mean and maximum.
         */
        public IntSummaryStatistics outDegreeStatistics() {
            return statistics(outDegrees);
        }
    }

    private static IntSummaryStatistics statistics(List<Integer> degrees) {
        return degrees.stream().mapToInt(Integer::intValue).summaryStatistics();
    }

    /**
     * Reads a network.
     *
     * @param network The network.
     * @return Its connectivity.
     */
    public static Connectivity of(Network network) {
        Architecture a = network.architecture();
        Reach reach = new Reach(network);
        List<Layer> layers = new ArrayList<>();
        int[] in = new int[a.embeddingDimension()];
        int[] out = new int[a.embeddingDimension()];
        countColumns(network.embedding(), in);
        for (int c = 0; c < network.cells().size(); c += a.layers()) {
            countColumns(network.cells().get(c).input(), out);
        }
        addEach(out, a.shortcut() ? a.classes() : 0);
        layers.add(layer("embedding", in, out, reach.embedding()));
        for (int c = 0; c < network.cells().size(); c++) {
            layers.add(layer(network, c, reach.cell(c)));
        }
        int[] words = rowCounts(network.embedding());
        BitSet live = reach.embedding();
        int unused = (int) IntStream.range(1, words.length)
                .filter(word -> hasNone(network.embedding(), word, live))
                .count();
        return new Connectivity(List.copyOf(layers), list(Arrays.copyOfRange(words, 1, words.length)), unused);
    }

    private static Layer layer(Network network, int c, BitSet live) {
        Architecture a = network.architecture();
        LSTMCell cell = network.cells().get(c);
        int[] in = new int[cell.units()];
        int[] out = new int[cell.units()];
        for (SparseMatrix m : List.of(cell.input(), cell.recurrent())) {
            int[] rows = rowCounts(m);
            for (int r = 0; r < rows.length; r++) {
                in[r % in.length] += rows[r];
            }
        }
        countColumns(cell.recurrent(), out);
        if (c % a.layers() == a.layers() - 1) {
            addEach(out, a.pooling() == Pooling.MEAN_MAX ? 2 * a.classes() : a.classes());
        } else {
            countColumns(network.cells().get(c + 1).input(), out);
        }
        return layer(cell.name(), in, out, live);
    }

    private static Layer layer(String name, int[] in, int[] out, BitSet live) {
        return new Layer(name, list(in), list(out), in.length - live.cardinality());
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static void countColumns(SparseMatrix m, int[] counts) {
        for (int column : m.columnIndices()) {
            counts[column]++;
        }
    }

    private static void addEach(int[] counts, int more) {
        Arrays.setAll(counts, i -> counts[i] + more);
    }

    private static int[] rowCounts(SparseMatrix m) {
        int[] counts = new int[m.rows()];
        Arrays.setAll(counts, r -> m.rowStart()[r + 1] - m.rowStart()[r]);
        return counts;
    }

    private static boolean hasNone(SparseMatrix m, int row, BitSet columns) {
        return IntStream.range(m.rowStart()[row], m.rowStart()[row + 1])
                .noneMatch(k -> columns.get(m.columnIndices()[k]));
    }

    /**
     * The share of all units that change nothing.
     *
     * @return In {@code [0, 1]}.
     */
    public double deadUnitShare() {
        int units = layers.stream().mapToInt(l -> l.inDegrees.size()).sum();
        return (double) layers.stream().mapToInt(Layer::dead).sum() / units;
    }

    /**
     * The share of known tokens that change nothing.
     *
     * @return In {@code [0, 1]}; 0 where no token is known.
     */
    public double unusedWordShare() {
        return wordEntries.isEmpty() ? 0.0 : (double) unusedWords / wordEntries.size();
    }

    /** Several models as one: the names of their layers start with {@code member1.}, {@code member2.}, ... */
    static Connectivity joint(List<Connectivity> members) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            for (Layer l : members.get(i).layers) {
                layers.add(new Layer(SparsityReport.memberName(i, l.name), l.inDegrees, l.outDegrees, l.dead));
            }
        }
        return new Connectivity(
                List.copyOf(layers),
                members.stream().flatMap(m -> m.wordEntries.stream()).toList(),
                members.stream().mapToInt(Connectivity::unusedWords).sum());
    }

    /**
     * A table for people.
     *
     * @return A line for each layer, and one for the words.
     */
    public String toFormattedString() {
        return table().text();
    }

    Table table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("layer", "units", "in: min", "mean", "max", "out: min", "mean", "max", "dead"));
        for (Layer l : layers) {
            IntSummaryStatistics in = l.inDegreeStatistics();
            IntSummaryStatistics out = l.outDegreeStatistics();
            rows.add(List.of(
                    l.name,
                    Long.toString(in.getCount()),
                    Integer.toString(in.getMin()),
                    Table.mean(in.getAverage()),
                    Integer.toString(in.getMax()),
                    Integer.toString(out.getMin()),
                    Table.mean(out.getAverage()),
                    Integer.toString(out.getMax()),
                    Integer.toString(l.dead)));
        }
        if (!wordEntries.isEmpty()) {
            IntSummaryStatistics out = statistics(wordEntries);
            rows.add(List.of(
                    "words",
                    Integer.toString(wordEntries.size()),
                    "",
                    "",
                    "",
                    Integer.toString(out.getMin()),
                    Table.mean(out.getAverage()),
                    Integer.toString(out.getMax()),
                    Integer.toString(unusedWords)));
        }
        return new Table(rows);
    }
}
