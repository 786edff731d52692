package org.setlstm.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Example;
import org.tribuo.Feature;

/**
 * Carries word order in ordinary Tribuo features, so that it survives every data set, splitter, feature selection and
 * file format of Tribuo unchanged.
 *
 * <p>The k-th occurrence of a token is the feature {@code token#k}, and its value is its position in the document; both
 * count from 1. "to be or not to be" becomes
 * {@code to#1=1, be#1=2, or#1=3, not#1=4, to#2=5, be#2=6}. Even the first occurrence is marked: a name without a marker
 * is then known to come from elsewhere, and a token may itself contain {@code '#'}. Removed features leave gaps in the
 * positions, which keep the order of the rest. The value 0 means that the feature is absent, as it does in an example
 * that was made dense.
 */
public final class TokenFeatures {

    private static final char MARKER = '#';

    /** Every whole number up to here is exact in a float too, so no storage can move a word. */
    static final int MAX_POSITION = 1 << 24;

    private static final int MAX_OCCURRENCE_DIGITS = 8;

    private TokenFeatures() {}

    /**
     * Names the feature of one occurrence of a token.
     *
     * @param token the token, not empty
     * @param occurrence which occurrence of the token in its document, from 1 to 2<sup>24</sup>
     * @return {@code token#occurrence}
     * @throws IllegalArgumentException if the token is empty or the occurrence out of range
     */
    public static String name(String token, int occurrence) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("A token must not be empty");
        }
        if (occurrence < 1 || occurrence > MAX_POSITION) {
            throw new IllegalArgumentException("The occurrence of token '" + token + "' must be from 1 to "
                    + MAX_POSITION + ", not " + occurrence);
        }
        return token + MARKER + occurrence;
    }

    /**
     * Reads the token out of a feature name.
     *
     * @param featureName a name as {@link #name} makes them
     * @return what stands before the last {@code '#'}
     * @throws IllegalArgumentException if the name does not end in {@code '#'} and an occurrence number
     */
    public static String token(String featureName) {
        int marker = featureName.lastIndexOf(MARKER);
        if (marker < 1 || !isOccurrence(featureName, marker + 1)) {
            throw new IllegalArgumentException("Feature '" + featureName + "' carries no word order: its name must be"
                    + " token#occurrence, for example 'good#1'. Extract the text with TokenSequencePipeline, for"
                    + " training and for prediction.");
        }
        return featureName.substring(0, marker);
    }

    /** Whether a name is that of a token's first occurrence. */
    static boolean isFirst(String featureName) {
        int marker = featureName.length() - 2;
        return marker > 0 && featureName.charAt(marker) == MARKER && featureName.charAt(marker + 1) == '1';
    }

    private static boolean isOccurrence(String name, int start) {
        int digits = name.length() - start;
        if (digits < 1 || digits > MAX_OCCURRENCE_DIGITS || name.charAt(start) == '0') {
            return false;
        }
        for (int i = start; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * Encodes a document.
     *
     * @param tag Tribuo's field tag; a non-empty one stands before each token as {@code tag-token}, so that the tagged
     *     tokens are a vocabulary of their own
     * @param tokens the document's tokens in order, none of them empty
     * @return one feature for each token, in order, with unique names
     * @throws IllegalArgumentException if a token is empty, or there are more than 2<sup>24</sup> tokens
     */
    public static List<Feature> encode(String tag, List<String> tokens) {
        requirePositions(tokens.size());
        String prefix = tag == null || tag.isEmpty() ? "" : tag + "-";
        Map<String, Integer> occurrences = new HashMap<>(2 * tokens.size());
        List<Feature> features = new ArrayList<>(tokens.size());
        int position = 0;
        for (String token : tokens) {
            if (token.isEmpty()) {
                throw new IllegalArgumentException("Token " + (position + 1) + " of the document is empty");
            }
            int occurrence = occurrences.merge(token, 1, Integer::sum);
            features.add(new Feature(name(prefix + token, occurrence), ++position));
        }
        return features;
    }

    /** Throws IllegalArgumentException if there are more tokens than positions. */
    static void requirePositions(int tokens) {
        if (tokens > MAX_POSITION) {
            throw new IllegalArgumentException("A document of " + tokens + " tokens is too long, at most "
                    + MAX_POSITION + " are possible: set a maximum length");
        }
    }

    /**
     * Decodes an example.
     *
     * @param example an example whose features {@link #encode} made; some may be missing, or be 0
     * @return the tokens in the order of their positions, at least one
     * @throws IllegalArgumentException if the example has no features, a feature's name has no occurrence marker, a
     *     value is no position, or two features stand at the same position
     */
    public static String[] decode(Example<?> example) {
        int capacity = example.size();
        String[] names = new String[capacity];
        // Position in the high half, index into names in the low: one primitive sort puts the names in order.
        long[] order = new long[capacity];
        int size = 0;
        for (Feature feature : example) {
            double value = feature.getValue();
            if (value == 0.0) {
                continue;
            }
            names[size] = feature.getName();
            order[size] = (long) position(feature.getName(), value) << Integer.SIZE | size;
            size++;
        }
        if (size == 0) {
            throw new IllegalArgumentException("No features found in Example with output " + example.getOutput()
                    + ": its text gave no tokens, or none that the data set's features contain, or TransformTrainer set"
                    + " their values to 0");
        }
        Arrays.sort(order, 0, size);
        String[] tokens = new String[size];
        long previous = 0;
        for (int i = 0; i < size; i++) {
            long position = order[i] >>> Integer.SIZE;
            String name = names[(int) order[i]];
            if (position == previous) {
                throw new IllegalArgumentException("Features '" + names[(int) order[i - 1]] + "' and '" + name
                        + "' both stand at position " + position + ": an example can carry one text only. If it has"
                        + " several text fields, join them into one before TokenSequencePipeline. If a transformation"
                        + " changed the values, as TransformTrainer applies them, leave it out.");
            }
            tokens[i] = token(name);
            previous = position;
        }
        return tokens;
    }

    /** The tokens of which {@link #encode} would make all of an example's features; null if there are none such. */
    static List<String> sequence(Example<?> example) {
        String[] names = new String[example.size()];
        for (Feature feature : example) {
            int position = (int) feature.getValue();
            if (position != feature.getValue()
                    || position < 1
                    || position > names.length
                    || names[position - 1] != null) {
                return null;
            }
            names[position - 1] = feature.getName();
        }
        Map<String, Integer> occurrences = new HashMap<>(2 * names.length);
        List<String> tokens = new ArrayList<>(names.length);
        for (String name : names) {
            int marker = name.lastIndexOf(MARKER);
            if (marker < 1 || !isOccurrence(name, marker + 1)) {
                return null;
            }
            String token = name.substring(0, marker);
            int occurrence = occurrences.merge(token, 1, Integer::sum);
            if (Integer.parseInt(name, marker + 1, name.length(), 10) != occurrence) {
                return null;
            }
            tokens.add(token);
        }
        return tokens.isEmpty() ? null : tokens;
    }

    private static int position(String name, double value) {
        // The name first: with a foreign feature the useful message is the one about the pipeline.
        int position = (int) value;
        if (position != value || position < 1 || position > MAX_POSITION) {
            token(name);
            throw new IllegalArgumentException("Feature '" + name + "' has the value " + value + ", but its value must"
                    + " be the word's position in the document, a whole number from 1 to " + MAX_POSITION
                    + ". Transformations that change feature values, as TransformTrainer applies them, cannot be used"
                    + " with word sequences.");
        }
        return position;
    }
}
