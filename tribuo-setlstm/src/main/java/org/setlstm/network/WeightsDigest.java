package org.setlstm.network;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.setlstm.ngram.NGramLayer;
import org.setlstm.sparse.SparseMatrix;

/** A network's fingerprint: equal for two networks if, and for all practical purposes only if, they are equal in every bit. */
public final class WeightsDigest {
    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    private WeightsDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    /**
     * The fingerprint.
     *
     * @param network The network.
     * @return SHA-256 over the shape, the positions and the values of everything that is stored, in hexadecimal.
     */
    public static String of(Network network) {
        WeightsDigest d = new WeightsDigest();
        Architecture a = network.architecture();
        d.add(a.layers(), a.directions(), a.pooling().ordinal());
        d.add(network.embedding());
        for (LSTMCell cell : network.cells()) {
            d.add(cell.input());
            d.add(cell.recurrent());
            d.add(cell.bias());
        }
        d.add(network.output());
        d.add(network.outputBias());
        if (network.ngrams() != null) {
            d.add(network.ngrams());
        }
        d.flush();
        return HexFormat.of().formatHex(d.digest.digest());
    }

    private void add(NGramLayer layer) {
        for (int n = 0; n < layer.ngrams().size(); n++) {
            add(layer.ngrams().length(n));
            add(layer.ngrams().rows(n));
        }
        add(layer.weights());
        add(layer.bias());
    }

    private void add(SparseMatrix matrix) {
        add(matrix.rows(), matrix.columns());
        add(matrix.rowStart());
        add(matrix.columnIndices());
        add(matrix.values());
    }

    private void add(int... values) {
        for (int v : values) {
            if (buffer.remaining() < Integer.BYTES) {
                flush();
            }
            buffer.putInt(v);
        }
    }

    private void add(float[] values) {
        for (float v : values) {
            if (buffer.remaining() < Float.BYTES) {
                flush();
            }
            buffer.putFloat(v);
        }
    }

    private void flush() {
        digest.update(buffer.flip());
        buffer.clear();
    }
}
