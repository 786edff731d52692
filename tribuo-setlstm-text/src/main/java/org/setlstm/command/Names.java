package org.setlstm.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What was probably meant by a name that doesn't exist. */
final class Names {
    private Names() {}

    /** As the end of a message; empty if no name is near. */
    static String hint(String wrong, Collection<String> names) {
        return nearest(wrong, names).map(n -> "; did you mean " + n + "?").orElse("");
    }

    /** One that the wrong name begins, else one within few changed letters; the first of equals. */
    private static Optional<String> nearest(String wrong, Collection<String> names) {
        int letters = (int) wrong.chars().filter(Character::isLetter).count();
        Optional<String> begun = names.stream()
                .filter(n -> letters > 2 && n.startsWith(wrong))
                .min(Comparator.comparing(String::length));
        int most = Math.max(1, Math.min(3, (letters + 1) / 3));
        return begun.or(() -> names.stream()
                .filter(n -> distance(wrong, n) <= most)
                .min(Comparator.comparing(n -> distance(wrong, n))));
    }

    /** Levenshtein's: letters to put in, leave out or change. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
