package org.setlstm.distributed;

import java.util.BitSet;
import org.setlstm.network.Architecture;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.training.TrainingData;

/**
 * The rows of the embedding that documents meet, whose entries travel packed, row after row. The row of unknown tokens is
 * always among them, since dropped words are read as these.
 */
final class MetRows {
    private final BitSet rows = new BitSet();
    private final SparseMatrix embedding;

    private MetRows(SparseMatrix embedding) {
        this.embedding = embedding;
        rows.set(Architecture.UNKNOWN);
    }

    /** Of every {@code shards}-th document of a batch, from one on: a shard's, or with 0 and 1 the batch's. */
    static MetRows of(SparseMatrix embedding, TrainingData data, int[] batch, int first, int shards) {
        MetRows met = new MetRows(embedding);
        for (int i = first; i < batch.length; i += shards) {
            for (int row : data.documents()[batch[i]]) {
                met.rows.set(row);
            }
        }
        return met;
    }

    private int entries() {
        int entries = 0;
        for (int r = rows.nextSetBit(0); r >= 0; r = rows.nextSetBit(r + 1)) {
            entries += embedding.rowStart()[r + 1] - embedding.rowStart()[r];
        }
        return entries;
    }

    /** Takes the rows' entries out of a value for each of the embedding's. */
    float[] pack(float[] entries) {
        float[] packed = new float[entries()];
        int at = 0;
        for (int r = rows.nextSetBit(0); r >= 0; r = rows.nextSetBit(r + 1)) {
            int start = embedding.rowStart()[r];
            int count = embedding.rowStart()[r + 1] - start;
            System.arraycopy(entries, start, packed, at, count);
            at += count;
        }
        return packed;
    }

    /** Puts them back. */
    void unpack(float[] packed, float[] entries) {
        int at = 0;
        for (int r = rows.nextSetBit(0); r >= 0; r = rows.nextSetBit(r + 1)) {
            int start = embedding.rowStart()[r];
            int count = embedding.rowStart()[r + 1] - start;
            System.arraycopy(packed, at, entries, start, count);
            at += count;
        }
    }

    /** Adds them to those that are there. */
    void add(float[] packed, float[] entries) {
        int at = 0;
        for (int r = rows.nextSetBit(0); r >= 0; r = rows.nextSetBit(r + 1)) {
            for (int k = embedding.rowStart()[r]; k < embedding.rowStart()[r + 1]; k++) {
                entries[k] += packed[at++];
            }
        }
    }
}
