package org.setlstm.format;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.LSTMCell;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.protos.NetworkProto;
import org.setlstm.protos.SparseMatrixProto;
import org.setlstm.sparse.SparseMatrix;

/** Networks as protobufs. What is read is checked before memory is taken for it. */
public final class NetworkCodec {
    private NetworkCodec() {}

    /**
     * Encodes a network.
     *
     * @param network The network.
     * @return Its message.
     */
    public static NetworkProto encode(Network network) {
        Architecture a = network.architecture();
        NetworkProto.Builder proto = NetworkProto.newBuilder()
                .setEmbeddingDimension(a.embeddingDimension())
                .setHiddenDimension(a.hiddenDimension())
                .setLayers(a.layers())
                .setBidirectional(a.bidirectional())
                .setPooling(a.pooling().name())
                .setClasses(a.classes())
                .setVocabulary(a.vocabulary())
                .setSegmentLength(a.segmentLength())
                .setShortcut(a.shortcut())
                .setSharedGates(a.sharesGates());
        network.sparseMatrices().forEach(m -> proto.addMatrices(encode(m.matrix(), m.shared() ? m.blocks() : 1)));
        network.cells().forEach(c -> proto.addVectors(encode(c.bias())));
        proto.addVectors(encode(network.output().values()));
        proto.addVectors(encode(network.outputBias()));
        if (network.ngrams() != null) {
            proto.setNgrams(NGramLayerCodec.encode(network.ngrams()));
        }
        return proto.build();
    }

    /** @param blocks How many blocks of rows store the same positions: those of the first are written. */
    static SparseMatrixProto encode(SparseMatrix matrix, int blocks) {
        int[] counts = new int[matrix.rows() / blocks];
        int[] gaps = new int[matrix.stored() / blocks];
        for (int r = 0; r < counts.length; r++) {
            int end = matrix.rowStart()[r + 1];
            counts[r] = end - matrix.rowStart()[r];
            int before = -1;
            for (int k = matrix.rowStart()[r]; k < end; k++) {
                gaps[k] = matrix.columnIndices()[k] - before - 1;
                before = matrix.columnIndices()[k];
            }
        }
        return SparseMatrixProto.newBuilder()
                .setRows(matrix.rows())
                .setColumns(matrix.columns())
                .setRowCounts(PackedInts.encode(counts))
                .setColumnGaps(PackedInts.encode(gaps))
                .setValues(encode(matrix.values()))
                .build();
    }

    static ByteString encode(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return ByteString.copyFrom(bytes);
    }

    /**
     * Decodes a network.
     *
     * @param proto A network's message.
     * @return The network.
     * @throws IllegalStateException If it describes no network.
     */
    public static Network decode(NetworkProto proto) {
        try {
            return network(proto);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalStateException("Invalid protobuf, " + e.getMessage(), e);
        }
    }

    private static Network network(NetworkProto proto) {
        Architecture a = new Architecture(
                proto.getVocabulary(),
                proto.getEmbeddingDimension(),
                proto.getHiddenDimension(),
                proto.getLayers(),
                proto.getBidirectional(),
                Pooling.valueOf(proto.getPooling()),
                proto.getClasses(),
                proto.getSegmentLength(),
                proto.getShortcut(),
                proto.getSharedGates() ? GateTopology.SHARED : GateTopology.OWN);
        long cells = (long) a.directions() * a.layers();
        check(
                proto.getMatricesCount() == 1 + 2 * cells && proto.getVectorsCount() == cells + 2,
                "found %d matrices and %d vectors for %d cells",
                proto.getMatricesCount(),
                proto.getVectorsCount(),
                cells);
        int gates = Math.multiplyExact(Architecture.GATES, a.hiddenDimension());
        int sharing = a.sharesGates() ? Architecture.GATES : 1;
        SparseMatrix embedding = matrix(proto.getMatrices(0), a.embeddingRows(), a.embeddingDimension(), 1);
        List<LSTMCell> read = new ArrayList<>();
        for (int c = 0; c < cells; c++) {
            int layer = c % a.layers();
            read.add(new LSTMCell(
                    Network.cellName(c / a.layers(), layer),
                    matrix(proto.getMatrices(1 + 2 * c), gates, a.inputs(layer), sharing),
                    matrix(proto.getMatrices(2 + 2 * c), gates, a.hiddenDimension(), sharing),
                    vector(proto.getVectors(c), gates)));
        }
        float[] output = vector(proto.getVectors((int) cells), (long) a.classes() * a.features());
        Network network = new Network(
                a,
                embedding,
                read,
                SparseMatrix.full(a.classes(), a.features(), output),
                vector(proto.getVectors((int) cells + 1), a.classes()));
        return proto.hasNgrams()
                ? network.with(NGramLayerCodec.decode(proto.getNgrams(), a.vocabulary(), a.classes()))
                : network;
    }

    /** @param blocks How many blocks of rows may store the same positions: then those of the first may be all there are. */
    static SparseMatrix matrix(SparseMatrixProto proto, int rows, int columns, int blocks) {
        int[] counts = PackedInts.decode(proto.getRowCounts());
        check(
                proto.getRows() == rows
                        && proto.getColumns() == columns
                        && (counts.length == rows || counts.length * (long) blocks == rows),
                "found a matrix of %d x %d with %d row counts, where %d x %d belongs",
                proto.getRows(),
                proto.getColumns(),
                counts.length,
                rows,
                columns);
        int copies = counts.length == rows ? 1 : blocks;
        int[] gaps = PackedInts.decode(proto.getColumnGaps());
        float[] values = vector(proto.getValues(), (long) copies * gaps.length);
        int[] rowStart = new int[counts.length + 1];
        // Gap by gap the columns take their place.
        int[] columnIndices = gaps;
        for (int r = 0; r < counts.length; r++) {
            int count = counts[r];
            if (count < 0 || count > gaps.length - rowStart[r]) {
                throw new IllegalArgumentException("found " + count + " entries in row " + r);
            }
            rowStart[r + 1] = rowStart[r] + count;
            long column = -1;
            for (int k = rowStart[r]; k < rowStart[r + 1]; k++) {
                column += gaps[k] + 1L;
                if (gaps[k] < 0 || column >= columns) {
                    throw new IllegalArgumentException("found a column beyond " + columns + " in row " + r);
                }
                columnIndices[k] = (int) column;
            }
        }
        return copies == 1
                ? new SparseMatrix(rows, columns, rowStart, columnIndices, values)
                : SparseMatrix.sharing(copies, columns, rowStart, columnIndices, values);
    }

    static float[] vector(ByteString bytes, long length) {
        check(bytes.size() == length * Float.BYTES, "found %d bytes for %d floats", bytes.size(), length);
        float[] values = new float[(int) length];
        bytes.asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        boolean finite = true;
        for (float v : values) {
            finite &= Float.isFinite(v);
        }
        check(finite, "found a weight that is not finite");
        return values;
    }

    /**
     * Throws what is wrong, put together only then: texts of sound files took a tenth of their loading. Not for each of many
     * things.
     */
    static void check(boolean condition, String problem, Object... numbers) {
        if (!condition) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, problem, numbers));
        }
    }
}
