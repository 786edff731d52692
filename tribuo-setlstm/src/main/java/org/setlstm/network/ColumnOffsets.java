package org.setlstm.network;

import org.setlstm.sparse.SparseMatrix;

/** The columns of a matrix's entries as offsets into a panel, whose rows they are: a multiplication less in each loop. */
final class ColumnOffsets {
    private final SparseMatrix matrix;
    private final int[] offsets;
    private int stride = -1;
    private int version;

    ColumnOffsets(SparseMatrix matrix) {
        this.matrix = matrix;
        offsets = new int[matrix.stored()];
    }

    /** For panels of this stride; computed again only where the stride or the version of the positions is another. */
    int[] of(int stride, int version) {
        if (stride != this.stride || version != this.version) {
            int[] columns = matrix.columnIndices();
            for (int k = 0; k < offsets.length; k++) {
                offsets[k] = columns[k] * stride;
            }
            this.stride = stride;
            this.version = version;
        }
        return offsets;
    }
}
