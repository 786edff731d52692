package org.setlstm.ngram;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs of 3 to 5 characters of known tokens, with their start and end marked (Bojanowski et al. 2017): what words of one
 * stem or one ending share. A run that stands in one token alone says nothing that the token doesn't, and is none.
 */
final class Subwords {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 5;

    /** Never part of a token. */
    private static final char EDGE = '\n';

    private static final int ALONE = -1;

    private final int[][] ofRow;
    private final int size;

    private Subwords(int[][] ofRow, int size) {
        this.ofRow = ofRow;
        this.size = size;
    }

    /** Where nothing is known of tokens but their rows. */
    static final Subwords NONE = new Subwords(new int[1][0], 0);

    /** Of the tokens of rows 1, 2, ... */
    static Subwords of(List<String> tokens) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        tokens.forEach(token -> runs(token).forEach(run -> numbers.merge(run, ALONE, (a, b) -> 0)));
        numbers.values().removeIf(n -> n == ALONE);
        int size = 0;
        for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
            entry.setValue(size++);
        }
        int[][] ofRow = new int[tokens.size() + 1][0];
        for (int i = 0; i < tokens.size(); i++) {
            ofRow[i + 1] = runs(tokens.get(i)).stream()
                    .filter(numbers::containsKey)
                    .mapToInt(numbers::get)
                    .toArray();
        }
        return new Subwords(ofRow, size);
    }

    /** Each once. */
    private static List<String> runs(String token) {
        String marked = EDGE + token + EDGE;
        String[] runs = new String[(LONGEST - SHORTEST + 1) * marked.length()];
        int count = 0;
        for (int length = SHORTEST; length <= LONGEST; length++) {
            for (int start = 0; start + length <= marked.length(); start++) {
                runs[count++] = marked.substring(start, start + length);
            }
        }
        return Arrays.stream(runs, 0, count).distinct().toList();
    }

    int size() {
        return size;
    }

    /** Those of a row's token, each once; of row 0 there are none. */
    int[] of(int row) {
        return size == 0 ? ofRow[0] : ofRow[row];
    }
}
