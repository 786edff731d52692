package org.setlstm.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What was probably meant by a name that doesn't exist. */
final class Names {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

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
                .filter(n -> DISTANCE.apply(wrong, n) <= most)
                .min(Comparator.comparing(n -> DISTANCE.apply(wrong, n))));
    }
}
