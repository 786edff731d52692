package org.setlstm.network;

import org.setlstm.sparse.SparseMatrix;

/** The columns of a matrix's entries as the kernel takes them: offsets into a panel, whose rows they are. */
final class ColumnOffsets {
    private final int[] columns;
    private final int[] offsets;
    private int stride = -1;
    private int version;

    /** Of the first of so many blocks, which share their positions. */
    ColumnOffsets(SparseMatrix matrix, int blocks) {
        columns = matrix.columnIndices();
        offsets = new int[matrix.stored() / blocks];
    }

    /** For panels of this stride; computed again only where the stride or the version of the positions is another. */
    void follow(int stride, int version) {
        if (stride != this.stride || version != this.version) {
            for (int k = 0; k < offsets.length; k++) {
                offsets[k] = columns[k] * stride;
            }
            this.stride = stride;
            this.version = version;
        }
    }

    /** For the panels that were followed last: the same array at each call. */
    int[] offsets() {
        return offsets;
    }
}
