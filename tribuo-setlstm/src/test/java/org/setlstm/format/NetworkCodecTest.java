package org.setlstm.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.network.WeightsDigest;
import org.setlstm.protos.NetworkProto;
import org.setlstm.protos.SparseMatrixProto;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;

/** Networks there and back, and a matrix with its columns written out. */
class NetworkCodecTest {
    private static Network network(int layers, boolean bidirectional, Pooling pooling, boolean shortcut) {
        return Network.create(
                new Architecture(
                        5,
                        3,
                        4,
                        layers,
                        bidirectional,
                        pooling,
                        2,
                        pooling == Pooling.LAST ? 0 : 7,
                        shortcut,
                        GateTopology.OWN),
                new Sparsity(0.0, 0.5),
                new Sparsity(0.0, 0.3),
                RowWeights.NONE,
                1.0,
                new SplittableRandom(1));
    }

    private static Network sharingGates() {
        return Network.create(
                new Architecture(5, 3, 4, 2, true, Pooling.MAX, 2, 0, false, GateTopology.SHARED),
                new Sparsity(0.0, 0.5),
                new Sparsity(0.0, 0.3),
                RowWeights.NONE,
                1.0,
                new SplittableRandom(1));
    }

    @Test
    void gatesThatShareTheirPositionsDoSoAfterwards() {
        Network network = sharingGates();
        Network decoded = NetworkCodec.decode(NetworkCodec.encode(network));
        assertEquals(GateTopology.SHARED, decoded.architecture().gateTopology());
        assertEquals(WeightsDigest.of(network), WeightsDigest.of(decoded));
    }

    @Test
    void sharedPositionsStandInAFileOnce() {
        // Rows 0 and 1 of two gates: columns 0 and 2, column 1.
        SparseMatrix m = SparseMatrix.zerosAt(4, 3, new long[] {0, 2, 4, 6, 8, 10});
        for (int k = 0; k < 6; k++) {
            m.values()[k] = k + 1;
        }
        SparseMatrixProto proto = NetworkCodec.encode(m, 2);
        assertArrayEquals(new int[] {2, 1}, PackedInts.decode(proto.getRowCounts()));
        assertArrayEquals(new int[] {0, 1, 1}, PackedInts.decode(proto.getColumnGaps()));
        SparseMatrix decoded = NetworkCodec.matrix(proto, 4, 3, 2);
        assertArrayEquals(new int[] {0, 2, 3, 5, 6}, decoded.rowStart());
        assertArrayEquals(new int[] {0, 2, 1, 0, 2, 1}, decoded.columnIndices());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, decoded.values());
    }

    @Test
    void sharedPositionsThatStandInFullAreRead() {
        Network network = sharingGates();
        NetworkProto.Builder older = NetworkCodec.encode(network).toBuilder();
        for (int i = 0; i < older.getMatricesCount(); i++) {
            older.setMatrices(
                    i, NetworkCodec.encode(network.sparseMatrices().get(i).matrix(), 1));
        }
        assertEquals(WeightsDigest.of(network), WeightsDigest.of(NetworkCodec.decode(older.build())));
    }

    @Test
    void positionsThatStandForOneGateAreRefusedWhereEachHasItsOwn() {
        NetworkProto proto = NetworkCodec.encode(sharingGates()).toBuilder()
                .setSharedGates(false)
                .build();
        Exception e = assertThrows(IllegalStateException.class, () -> NetworkCodec.decode(proto));
        assertEquals(
                "Invalid protobuf, found a matrix of 16 x 3 with 4 row counts, where 16 x 3 belongs", e.getMessage());
    }

    @Test
    void gatesThatOnlySaySoAreRefused() {
        NetworkProto proto = NetworkCodec.encode(network(1, false, Pooling.MAX, false)).toBuilder()
                .setSharedGates(true)
                .build();
        Exception e = assertThrows(IllegalStateException.class, () -> NetworkCodec.decode(proto));
        assertEquals("Invalid protobuf, The gates of forward.1.input don't share their positions", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"1, false, MAX, false", "2, true, MEAN_MAX, true", "3, false, MEAN, true", "2, true, LAST, false"})
    void whatIsEncodedIsDecoded(int layers, boolean bidirectional, Pooling pooling, boolean shortcut) {
        Network network = network(layers, bidirectional, pooling, shortcut);
        NetworkProto proto = NetworkCodec.encode(network);
        Network decoded = NetworkCodec.decode(proto);
        assertEquals(network.architecture(), decoded.architecture());
        assertEquals(WeightsDigest.of(network), WeightsDigest.of(decoded));
        assertArrayEquals(network.outputBias(), decoded.outputBias());
        assertEquals(
                network.cells().stream().map(c -> c.name()).toList(),
                decoded.cells().stream().map(c -> c.name()).toList());
        assertEquals(proto, NetworkCodec.encode(decoded));
    }

    @Test
    void matricesAreCountsAndGaps() {
        SparseMatrix m = SparseMatrix.zerosAt(3, 4, new long[] {0, 2, 9, 10, 11});
        SparseMatrixProto proto = NetworkCodec.encode(m, 1);
        assertArrayEquals(new int[] {2, 0, 3}, PackedInts.decode(proto.getRowCounts()));
        assertArrayEquals(new int[] {0, 1, 1, 0, 0}, PackedInts.decode(proto.getColumnGaps()));
        SparseMatrix decoded = NetworkCodec.matrix(proto, 3, 4, 1);
        assertArrayEquals(m.rowStart(), decoded.rowStart());
        assertArrayEquals(m.columnIndices(), decoded.columnIndices());
    }

    @Test
    void floatsAreLittleEndian() {
        float[] values = {1.0f, -2.5f, Float.MIN_VALUE};
        ByteString bytes = NetworkCodec.encode(values);
        int first = IntStream.range(0, 4)
                .map(i -> (bytes.byteAt(i) & 0xff) << 8 * i)
                .sum();
        assertEquals(Float.floatToIntBits(1.0f), first);
        assertArrayEquals(values, NetworkCodec.vector(bytes, 3));
    }

    private static void refused(String problem, Consumer<NetworkProto.Builder> damage) {
        NetworkProto.Builder proto = NetworkCodec.encode(network(1, false, Pooling.MAX, false)).toBuilder();
        damage.accept(proto);
        assertEquals(
                "Invalid protobuf, " + problem,
                assertThrows(IllegalStateException.class, () -> NetworkCodec.decode(proto.build()))
                        .getMessage());
    }

    private static void refused(String problem, int[] counts, int... gaps) {
        SparseMatrixProto.Builder m = SparseMatrixProto.newBuilder()
                .setRows(2)
                .setColumns(3)
                .setRowCounts(PackedInts.encode(counts))
                .setColumnGaps(PackedInts.encode(gaps))
                .setValues(ByteString.copyFrom(new byte[4 * gaps.length]));
        assertEquals(
                problem,
                assertThrows(IllegalArgumentException.class, () -> NetworkCodec.matrix(m.build(), 2, 3, 1))
                        .getMessage());
    }

    @Test
    void damageIsRefusedAndSaysWhere() {
        refused("found 2 matrices and 3 vectors for 1 cells", n -> n.removeMatrices(2));
        refused("found 3 matrices and 4 vectors for 1 cells", n -> n.addVectors(ByteString.EMPTY));
        refused("found 4 bytes for 2 floats", n -> n.setVectors(2, ByteString.copyFrom(new byte[4])));
        refused(
                "found a weight that is not finite",
                n -> n.setVectors(2, NetworkCodec.encode(new float[] {Float.POSITIVE_INFINITY, 0.0f})));
        refused("found a matrix of 2 x 3 with 1 row counts, where 2 x 3 belongs", new int[] {1}, 0);
        refused("found -1 entries in row 0", new int[] {-1, 1}, 0);
        refused("found 2 entries in row 1", new int[] {1, 2}, 0, 0);
        refused("found a column beyond 3 in row 0", new int[] {1, 0}, 3);
        refused("found a column beyond 3 in row 1", new int[] {1, 2}, 0, 2, 0);
        refused("found a column beyond 3 in row 0", new int[] {1, 0}, -1);
        Network sharing = sharingGates();
        NetworkProto.Builder shared = NetworkCodec.encode(sharing).toBuilder();
        shared.getMatricesBuilder(1).setValues(ByteString.copyFrom(new byte[8]));
        int stored = sharing.sparseMatrices().get(1).matrix().stored();
        assertEquals(
                "Invalid protobuf, found 8 bytes for " + stored + " floats",
                assertThrows(IllegalStateException.class, () -> NetworkCodec.decode(shared.build()))
                        .getMessage());
    }
}
