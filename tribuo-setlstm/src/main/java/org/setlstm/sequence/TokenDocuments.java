package org.setlstm.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Documents as the ids of their tokens. Tokens are numbered in the order in which they first appear, so that frequent ones
 * have small numbers, and an id takes as many bytes as it needs: two at the mean, in texts of one language. What is there
 * isn't copied when more comes, and there may be more than fits an array.
 *
 * <p>For one thread while documents are added, then for any number.
 */
public final class TokenDocuments {
    private static final int SMALLEST_CHUNK = 1 << 12;

    /** G1 gives an array of half a region or more whole regions of its own, and a region has a megabyte at least. */
    private static final int LARGEST_CHUNK = 1 << 18;

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> tokens = new ArrayList<>();

    /** A document is whole in one of them: how many tokens, and their ids, seven bits a byte, the lowest first. */
    private final List<byte[]> chunks = new ArrayList<>();

    /** Bytes of the last chunk. */
    private int used;

    /** Of each document the chunk in the high half, and where it begins in the low. */
    private long[] starts = new long[16];

    private int size;

    /** Without documents. */
    public TokenDocuments() {}

    /**
     * Looks tokens up. Several threads may do so at once, as long as no document is added.
     *
     * @param document A document's tokens.
     * @return The id of each, -1 for one that no document has yet.
     */
    public int[] ids(List<String> document) {
        int[] found = new int[document.size()];
        int i = 0;
        for (String token : document) {
            found[i++] = ids.getOrDefault(token, -1);
        }
        return found;
    }

    /**
     * Adds a document.
     *
     * @param document Its tokens in order.
     */
    public void add(List<String> document) {
        add(document, ids(document));
    }

    /**
     * Adds a document whose tokens were looked up before.
     *
     * @param document Its tokens in order.
     * @param found What {@link #ids(List)} gave for them. It is changed.
     */
    public void add(List<String> document, int[] found) {
        for (int i = 0; i < found.length; i++) {
            if (found[i] < 0) {
                found[i] = id(document.get(i));
            }
        }
        add(found);
    }

    private int id(String token) {
        Integer known = ids.putIfAbsent(token, tokens.size());
        if (known != null) {
            return known;
        }
        tokens.add(token);
        return tokens.size() - 1;
    }

    private void add(int[] document) {
        long bytes = bytes(document.length);
        for (int id : document) {
            bytes += bytes(id);
        }
        if (chunks.isEmpty() || bytes > last().length - used) {
            long room = Math.min(LARGEST_CHUNK, (long) SMALLEST_CHUNK << Math.min(chunks.size(), BITS));
            chunks.add(new byte[Math.toIntExact(Math.max(bytes, room))]);
            used = 0;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
        }
        starts[size++] = (long) (chunks.size() - 1) << Integer.SIZE | used;
        write(document.length);
        for (int id : document) {
            write(id);
        }
    }

    private byte[] last() {
        return chunks.get(chunks.size() - 1);
    }

    private static int bytes(int value) {
        return 1 + (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value | 1)) / BITS;
    }

    private void write(int value) {
        byte[] chunk = last();
        int rest = value;
        while (rest >= MORE) {
            chunk[used++] = (byte) (rest | MORE);
            rest >>>= BITS;
        }
        chunk[used++] = (byte) rest;
    }

    /**
     * A document.
     *
     * @param index Which, from 0.
     * @return The ids of its tokens in order, the caller's own.
     */
    public int[] document(int index) {
        byte[] chunk = chunks.get((int) (starts[index] >>> Integer.SIZE));
        int at = (int) starts[index];
        int[] document = null;
        for (int i = -1; document == null || i < document.length; i++) {
            int value = 0;
            int shift = 0;
            while (chunk[at] < 0) {
                value |= (chunk[at++] & MORE - 1) << shift;
                shift += BITS;
            }
            value |= chunk[at++] << shift;
            if (document == null) {
                document = new int[value];
            } else {
                document[i] = value;
            }
        }
        return document;
    }

    /**
     * Documents.
     *
     * @return How many.
     */
    public int size() {
        return size;
    }

    /**
     * Different tokens.
     *
     * @return How many; their ids are the numbers below.
     */
    public int types() {
        return tokens.size();
    }

    /**
     * A token.
     *
     * @param id Its id.
     * @return Its name.
     */
    public String token(int id) {
        return tokens.get(id);
    }

    /**
     * Numbers the occurrences of tokens.
     *
     * @param document The ids of a document's tokens in order.
     * @return Of each token which one of its kind it is in the document, from 1.
     */
    static int[] occurrences(int[] document) {
        // The id in the high half, the place in the low: one primitive sort brings those of a kind together, in order.
        long[] sorted = new long[document.length];
        for (int i = 0; i < document.length; i++) {
            sorted[i] = (long) document[i] << Integer.SIZE | i;
        }
        Arrays.sort(sorted);
        int[] occurrences = new int[document.length];
        int occurrence = 0;
        for (int i = 0; i < sorted.length; i++) {
            boolean same = i > 0 && sorted[i] >>> Integer.SIZE == sorted[i - 1] >>> Integer.SIZE;
            occurrence = same ? occurrence + 1 : 1;
            occurrences[(int) sorted[i]] = occurrence;
        }
        return occurrences;
    }
}
