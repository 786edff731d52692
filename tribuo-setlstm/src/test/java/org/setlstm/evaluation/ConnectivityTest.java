package org.setlstm.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.LSTMCell;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;

/** Degrees, dead units and unused words against a graph with every edge written out. */
class ConnectivityTest {
    /** Rows, then dimensions, then units of all cells, then one node for the output; how many entries lead where. */
    private static final class Graph {
        private final Network network;
        private final Architecture a;
        private final int[][] edges;
        private final boolean[][] paths;

        Graph(Network network) {
            this.network = network;
            a = network.architecture();
            int nodes = cell(network.cells().size()) + 1;
            edges = new int[nodes][nodes];
            forEach(network.embedding(), (row, dimension) -> edges[row][dimension(dimension)]++);
            for (int c = 0; c < network.cells().size(); c++) {
                LSTMCell cell = network.cells().get(c);
                int to = cell(c);
                int below = c % a.layers() == 0 ? dimension(0) : cell(c - 1);
                forEach(cell.input(), (row, column) -> edges[below + column][to + row % a.hiddenDimension()]++);
                forEach(cell.recurrent(), (row, column) -> edges[to + column][to + row % a.hiddenDimension()]++);
            }
            forEach(network.output(), (row, feature) -> edges[source(feature)][nodes - 1]++);
            paths = new boolean[nodes][nodes];
            for (int i = 0; i < nodes; i++) {
                for (int j = 0; j < nodes; j++) {
                    paths[i][j] = edges[i][j] > 0;
                }
            }
            for (int k = 0; k < nodes; k++) {
                for (int i = 0; i < nodes; i++) {
                    for (int j = 0; j < nodes; j++) {
                        paths[i][j] |= paths[i][k] && paths[k][j];
                    }
                }
            }
        }

        private interface Entry {
            void at(int row, int column);
        }

        private static void forEach(SparseMatrix m, Entry entry) {
            for (int r = 0; r < m.rows(); r++) {
                for (int k = m.rowStart()[r]; k < m.rowStart()[r + 1]; k++) {
                    entry.at(r, m.columnIndices()[k]);
                }
            }
        }

        int dimension(int d) {
            return a.embeddingRows() + d;
        }

        int cell(int c) {
            return dimension(a.embeddingDimension()) + c * a.hiddenDimension();
        }

        private int source(int feature) {
            int each = a.pooling() == Pooling.MEAN_MAX ? 2 * a.hiddenDimension() : a.hiddenDimension();
            int direction = feature / each;
            return direction >= a.directions()
                    ? dimension(feature - a.directions() * each)
                    : cell(direction * a.layers() + a.layers() - 1) + feature % each % a.hiddenDimension();
        }

        Connectivity.Layer layer(String name, int first, int units) {
            List<Integer> in = IntStream.range(first, first + units)
                    .mapToObj(u -> Arrays.stream(edges).mapToInt(row -> row[u]).sum())
                    .toList();
            return new Connectivity.Layer(name, in, degrees(first, units), (int)
                    IntStream.range(first, first + units).filter(this::isDead).count());
        }

        private List<Integer> degrees(int first, int count) {
            return IntStream.range(first, first + count)
                    .mapToObj(n -> Arrays.stream(edges[n]).sum())
                    .toList();
        }

        private boolean isDead(int unit) {
            return !paths[unit][paths.length - 1]
                    || IntStream.range(0, a.embeddingRows()).noneMatch(row -> paths[row][unit]);
        }

        Connectivity connectivity() {
            List<Connectivity.Layer> layers = IntStream.rangeClosed(
                            0, network.cells().size())
                    .mapToObj(i -> i == 0
                            ? layer("embedding", dimension(0), a.embeddingDimension())
                            : layer(network.cells().get(i - 1).name(), cell(i - 1), a.hiddenDimension()))
                    .toList();
            int unused = (int) IntStream.rangeClosed(1, a.vocabulary())
                    .filter(row -> !paths[row][paths.length - 1])
                    .count();
            return new Connectivity(layers, degrees(1, a.vocabulary()), unused);
        }
    }

    private static Network network(SplittableRandom random) {
        Pooling pooling = Pooling.values()[random.nextInt(4)];
        Architecture a = new Architecture(
                random.nextInt(12),
                1 + random.nextInt(7),
                1 + random.nextInt(7),
                1 + random.nextInt(3),
                random.nextBoolean(),
                pooling,
                2 + random.nextInt(2),
                0,
                random.nextInt(3) == 0,
                GateTopology.OWN);
        Sparsity sparsity = new Sparsity(0.0, 0.02 + 0.15 * random.nextDouble());
        return Network.create(a, new Sparsity(0.0, 0.2), sparsity, RowWeights.NONE, 0.1, random);
    }

    @Test
    void isThatOfTheGraphWrittenOut() {
        SplittableRandom random = new SplittableRandom(5);
        int dead = 0;
        int deadWithDegrees = 0;
        int unusedWithEntries = 0;
        for (int i = 0; i < 300; i++) {
            Network network = network(random);
            Connectivity c = Connectivity.of(network);
            assertEquals(new Graph(network).connectivity(), c);
            for (Connectivity.Layer l : c.layers()) {
                int lonely = (int) IntStream.range(0, l.inDegrees().size())
                        .filter(u -> l.inDegrees().get(u) == 0 || l.outDegrees().get(u) == 0)
                        .count();
                dead += l.dead();
                deadWithDegrees += l.dead() - lonely;
            }
            unusedWithEntries += c.unusedWords()
                    - (int) c.wordEntries().stream().filter(e -> e == 0).count();
        }
        assertTrue(dead > deadWithDegrees && deadWithDegrees > 100 && unusedWithEntries > 20, "no example");
    }

    /** Three words, two dimensions, three units; units 1 and 2 hear of no word, and nobody reads dimension 1. */
    @Test
    void sharesAreOfAllUnitsAndOfKnownWords() {
        SparseMatrix embedding = SparseMatrix.zerosAt(4, 2, new long[] {0, 3, 4});
        SparseMatrix input = SparseMatrix.zerosAt(12, 2, new long[] {0, 6});
        SparseMatrix recurrent = SparseMatrix.zerosAt(12, 3, new long[] {5, 31});
        Network network = new Network(
                new Architecture(3, 2, 3, 1, false, Pooling.MAX, 2, 0, false, GateTopology.OWN),
                embedding,
                List.of(new LSTMCell("forward.1", input, recurrent, new float[12])),
                SparseMatrix.full(2, 3, new float[6]),
                new float[2]);
        Connectivity c = Connectivity.of(network);
        assertEquals(
                List.of(
                        new Connectivity.Layer("embedding", List.of(2, 1), List.of(2, 0), 1),
                        new Connectivity.Layer("forward.1", List.of(2, 2, 0), List.of(2, 3, 3), 2)),
                c.layers(),
                c::toString);
        assertEquals(List.of(1, 1, 0), c.wordEntries());
        assertEquals(3.0 / 5.0, c.deadUnitShare());
        assertEquals(2.0 / 3.0, c.unusedWordShare());
    }

    @Test
    void aModelThatKnowsNoWordHasNoneUnused() {
        Network network = Network.create(
                new Architecture(0, 3, 3, 1, false, Pooling.MAX, 2, 0, false, GateTopology.OWN),
                new Sparsity(0.0, 1.0),
                new Sparsity(0.0, 1.0),
                RowWeights.NONE,
                0.1,
                new SplittableRandom(1));
        Connectivity c = Connectivity.of(network);
        assertEquals(0.0, c.unusedWordShare());
        assertEquals(0.0, c.deadUnitShare());
        assertTrue(c.toFormattedString().contains("forward.1"));
    }
}
