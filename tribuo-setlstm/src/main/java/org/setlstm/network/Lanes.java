package org.setlstm.network;

import java.util.Arrays;

/**
 * What the lanes of a shard read: each a whole document, or a segment of one. Cutting long documents into segments that
 * are read each for itself, and pooled together, is Johnson and Zhang's (arXiv 1602.02373): it shortens the way back
 * through time, and widens the products.
 *
 * <p>The lanes are sorted by descending length.
 */
final class Lanes {
    private final int segmentLength;
    private int[][] documents;
    private int count;
    private int[] document = new int[1];
    private int[] start = new int[1];
    private int[] length = new int[1];
    private long[] order = new long[1];

    /** With 0 for the segment's length documents stay whole. */
    Lanes(int segmentLength) {
        this.segmentLength = segmentLength;
    }

    /** Cuts each document into as few segments as its length asks for, of lengths that differ by one at most. */
    void cut(int[][] shard, int size) {
        documents = shard;
        count = 0;
        for (int d = 0; d < size; d++) {
            count += segments(shard[d].length);
        }
        if (document.length < count) {
            document = new int[count];
            start = new int[count];
            length = new int[count];
            order = new long[count];
        }
        int lane = 0;
        for (int d = 0; d < size; d++) {
            int tokens = shard[d].length;
            int pieces = segments(tokens);
            for (int piece = 0, from = 0; piece < pieces; piece++) {
                document[lane] = d;
                start[lane] = from;
                length[lane] = tokens / pieces + (piece < tokens % pieces ? 1 : 0);
                from += length[lane++];
            }
        }
        if (segmentLength > 0) {
            sort();
        }
    }

    private int segments(int tokens) {
        return segmentLength == 0 ? 1 : Math.max(1, (tokens + segmentLength - 1) / segmentLength);
    }

    /** Longest first; those of equal length keep their order. */
    private void sort() {
        for (int l = 0; l < count; l++) {
            order[l] = (long) -length[l] << Integer.SIZE | l;
        }
        Arrays.sort(order, 0, count);
        document = reordered(document);
        start = reordered(start);
        length = reordered(length);
    }

    private int[] reordered(int[] values) {
        int[] sorted = new int[values.length];
        for (int l = 0; l < count; l++) {
            sorted[l] = values[(int) order[l]];
        }
        return sorted;
    }

    int count() {
        return count;
    }

    /** The place in the shard of a lane's document. */
    int document(int lane) {
        return document[lane];
    }

    /** The place in its document where a lane starts. */
    int start(int lane) {
        return start[lane];
    }

    int length(int lane) {
        return length[lane];
    }

    int token(int lane, int step) {
        return documents[document[lane]][start[lane] + step];
    }
}
