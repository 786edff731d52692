package org.setlstm.sequence;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Known tokens in the order of their features' names, which is that of feature ids, to be found by halving: no table has to be
 * filled, and hardly anything sorted, when a model is loaded.
 */
final class SortedTokens {
    private final String[] sorted;
    private final int[] rows;

    /**
     * Of known tokens; throws IllegalArgumentException if one stands twice, or a name is no first occurrence's.
     *
     * @param names The name of the first occurrence's feature of the token of row 1, 2, ...
     * @param ids The ids of these features.
     */
    SortedTokens(String[] names, int[] ids) {
        rows = rowsById(ids);
        sorted = new String[names.length];
        boolean ascending = fill(names);
        if (!ascending) {
            // Tribuo's ids are in the order of names; who else made these may have another.
            int[] byName = IntStream.rangeClosed(1, names.length)
                    .boxed()
                    .sorted(Comparator.comparing(row -> names[row - 1]))
                    .mapToInt(row -> row)
                    .toArray();
            System.arraycopy(byName, 0, rows, 0, rows.length);
            if (!fill(names)) {
                throw new IllegalArgumentException("a token is known twice");
            }
        }
    }

    private static int[] rowsById(int[] ids) {
        long[] packed = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            packed[i] = (long) ids[i] << Integer.SIZE | i + 1;
        }
        Arrays.sort(packed);
        int[] rows = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            rows[i] = (int) packed[i];
        }
        return rows;
    }

    /** Whether the names are distinct and in order. */
    private boolean fill(String[] names) {
        boolean ascending = true;
        for (int i = 0; i < rows.length; i++) {
            sorted[i] = names[rows[i] - 1];
            if (!TokenFeatures.isFirst(sorted[i])) {
                throw new IllegalArgumentException(
                        "a token is known by feature '" + sorted[i] + "', which is no first occurrence");
            }
            ascending &= i == 0 || sorted[i - 1].compareTo(sorted[i]) < 0;
        }
        return ascending;
    }

    /** A token's row, or 0 if it isn't known. */
    int row(String token) {
        int found = Arrays.binarySearch(sorted, TokenFeatures.name(token, 1));
        return found < 0 ? 0 : rows[found];
    }

    /** The least row of the tokens that start so, or 0 if none does. */
    int leastRow(String start) {
        int found = Arrays.binarySearch(sorted, start);
        int least = 0;
        for (int i = found < 0 ? -found - 1 : found; i < sorted.length && sorted[i].startsWith(start); i++) {
            least = least == 0 ? rows[i] : Math.min(least, rows[i]);
        }
        return least;
    }

    /** Those of rows 1, 2, ... */
    String[] tokens() {
        String[] tokens = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            tokens[rows[i] - 1] = TokenFeatures.token(sorted[i]);
        }
        return tokens;
    }
}
