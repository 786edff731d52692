package org.setlstm.reproduction;

import java.util.List;

/**
 * Something that is one way in a model and another in its reproduction.
 *
 * @param kind What kind of thing.
 * @param what The thing: a file's path, an entry of the provenance as in {@code trainer.learningRate}, one of the run's as
 *     in {@code set-lstm-kernel}, or a word for it.
 * @param original How it is in the model; {@code null} where it has no such thing.
 * @param reproduced How it is in the reproduction; {@code null} where it has no such thing.
 */
public record Difference(Kind kind, String what, String original, String reproduced) {
    /** Kinds of things, the likelier reasons for other weights first. */
    public enum Kind {
        /** The content of a file, told by its hash. */
        DATA("data"),
        /** The place of a file, whose content is the same. */
        PLACE("place"),
        /** The data set: its examples, features and outputs, or what it is made from. */
        DATA_SET("data set"),
        /** The words that the data set holds. */
        VOCABULARY("words"),
        /** The labels that the data set holds. */
        LABELS("labels"),
        /** A setting of the trainer. */
        SETTING("setting"),
        /** A version of what ran: this library and its kernel, ND4J, Tribuo, Java, operating system and processor. */
        VERSION("version"),
        /** What came of it besides the weights: the network's shape, and what training measured. */
        RESULT("result");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /**
         * For people.
         *
         * @return As in {@code data set}.
         */
        public String title() {
            return title;
        }
    }

    private static final int SHOWN = 100;

    /**
     * In a line.
     *
     * @return As in {@code java-version: 17.0.2 in the model, 25 now}.
     */
    public String toFormattedString() {
        return toFormattedString("in the model", "now");
    }

    /**
     * In a line that says what the two are.
     *
     * @param first What the original is, as {@code in A}.
     * @param second What the other is.
     * @return As in {@code java-version: 17.0.2 in A, 25 in B}.
     */
    public String toFormattedString(String first, String second) {
        return what + ": " + shown(original) + " " + first + ", " + shown(reproduced) + " " + second;
    }

    /**
     * A report for people.
     *
     * @param originalWeights The digest of what the original has learned.
     * @param original What the original is, as {@code in A}.
     * @param otherWeights The other's digest.
     * @param other What the other is.
     * @param differences What differs besides weights.
     * @return A line for the weights, and one for each difference.
     */
    public static String report(
            String originalWeights, String original, String otherWeights, String other, List<Difference> differences) {
        StringBuilder report = new StringBuilder();
        if (originalWeights.equals(otherWeights)) {
            report.append(line("weights", "equal in every bit")).append(line("weightsSha256", originalWeights));
        } else {
            report.append(line("weights", "different"))
                    .append(line("weightsSha256", originalWeights + " " + original))
                    .append(line("", otherWeights + " " + other));
        }
        differences.forEach(d -> report.append(line(d.kind().title(), d.toFormattedString(original, other))));
        return report.toString();
    }

    static String line(String name, String value) {
        return String.format("%-14s %s%n", name, value);
    }

    private static String shown(String value) {
        if (value == null) {
            return "nothing";
        }
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
    }
}
