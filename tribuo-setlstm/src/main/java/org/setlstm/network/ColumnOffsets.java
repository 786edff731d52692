package org.setlstm.network;

import org.setlstm.kernel.CompressedRows;
import org.setlstm.sparse.SparseMatrix;

/** A matrix as the kernel takes it: the columns of its entries are offsets into a panel, whose rows they are. */
final class ColumnOffsets {
    private final SparseMatrix matrix;
    private final CompressedRows rows;
    private int stride = -1;
    private int version;

    ColumnOffsets(SparseMatrix matrix) {
        this.matrix = matrix;
        rows = new CompressedRows(matrix.rowStart(), new int[matrix.stored()], matrix.values());
    }

    /** For panels of this stride; computed again only where the stride or the version of the positions is another. */
    CompressedRows of(int stride, int version) {
        if (stride != this.stride || version != this.version) {
            int[] columns = matrix.columnIndices();
            int[] offsets = rows.columns();
            for (int k = 0; k < offsets.length; k++) {
                offsets[k] = columns[k] * stride;
            }
            this.stride = stride;
            this.version = version;
        }
        return rows;
    }
}
