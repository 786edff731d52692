package org.setlstm.sequence;

import java.util.List;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.hash.HashedFeatureMap;

/**
 * The tokens that a network knows, as rows of its embedding: 1, 2, ... for known tokens and 0 for all others. A token
 * is known by its name, and where the feature map hides names (a hashed one) by the feature id of its first occurrence.
 */
public final class Vocabulary {
    private final int[] ids;

    /** Null where names are hidden. */
    private final SortedTokens tokens;

    private final PrefixBackOff backOff;

    /** Where names are hidden. */
    private final ImmutableFeatureMap features;

    private final int[] rows;

    /**
     * From feature ids, where all other tokens are unknown.
     *
     * @param features The features.
     * @param ids The id of the first occurrence's feature of the token of row 1, 2, ...
     * @throws IllegalArgumentException If an id isn't one of the features', or stands twice.
     */
    public Vocabulary(ImmutableFeatureMap features, int[] ids) {
        this(features, ids, 0);
    }

    /**
     * From feature ids.
     *
     * @param features The features.
     * @param ids The id of the first occurrence's feature of the token of row 1, 2, ...
     * @param prefix Letters that an unknown token shares at least with the known one that it counts as, see {@link
     *     PrefixBackOff}; 0 if it stays unknown, as it does where the feature map hides names.
     * @throws IllegalArgumentException If an id isn't one of the features', or stands twice.
     */
    public Vocabulary(ImmutableFeatureMap features, int[] ids, int prefix) {
        int[] byId = rows(features.size(), ids);
        this.ids = ids;
        if (features instanceof HashedFeatureMap) {
            this.features = features;
            rows = byId;
            tokens = null;
            backOff = null;
        } else {
            this.features = null;
            rows = null;
            tokens = new SortedTokens(names(features, ids), ids);
            backOff = prefix == 0 ? null : new PrefixBackOff(tokens, prefix);
        }
    }

    /**
     * From names, for who has no feature map at hand.
     *
     * @param names The name of the first occurrence's feature of the token of row 1, 2, ...
     * @param ids The ids of these features.
     * @param prefix As above.
     * @throws IllegalArgumentException If a name isn't that of a first occurrence, or stands twice.
     */
    public Vocabulary(String[] names, int[] ids, int prefix) {
        this.ids = ids;
        features = null;
        rows = null;
        tokens = new SortedTokens(names, ids);
        backOff = prefix == 0 ? null : new PrefixBackOff(tokens, prefix);
    }

    private static String[] names(ImmutableFeatureMap features, int[] ids) {
        String[] names = new String[ids.length];
        for (int i = 0; i < ids.length; i++) {
            names[i] = features.get(ids[i]).getName();
        }
        return names;
    }

    /** Of each feature, 0 if it is no known token's. */
    private static int[] rows(int features, int[] ids) {
        int[] rows = new int[features];
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= features || rows[ids[i]] != 0) {
                throw new IllegalArgumentException("Token " + (i + 1) + " has feature id " + ids[i]
                        + ", which is another token's or not one of " + features);
            }
            rows[ids[i]] = i + 1;
        }
        return rows;
    }

    /**
     * Whether the feature map hides the tokens.
     *
     * @return If so.
     */
    public boolean hidesNames() {
        return tokens == null;
    }

    /**
     * Letters that an unknown token shares at least with the known one that it counts as.
     *
     * @return How many; 0 if unknown tokens stay unknown.
     */
    public int prefix() {
        return backOff == null ? 0 : backOff.letters();
    }

    /**
     * Known tokens.
     *
     * @return How many.
     */
    public int size() {
        return ids.length;
    }

    /**
     * The feature ids of known tokens.
     *
     * @return That of row 1, 2, ...
     */
    public int[] ids() {
        return ids.clone();
    }

    /**
     * Known tokens by name.
     *
     * @return Those of row 1, 2, ...
     * @throws IllegalArgumentException If the feature map hides names.
     */
    public List<String> tokens() {
        if (hidesNames()) {
            throw new IllegalArgumentException("Word vectors need to know the tokens, and the feature map is hashed to"
                    + " hide them: train without one or the other");
        }
        return List.of(tokens.tokens());
    }

    /**
     * Looks tokens up.
     *
     * @param tokens Tokens.
     * @return The row of each.
     */
    public int[] rows(String[] tokens) {
        int[] document = new int[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            int row = row(tokens[i]);
            document[i] = row == 0 ? backOff(tokens[i]) : row;
        }
        return document;
    }

    private int row(String token) {
        if (tokens != null) {
            return tokens.row(token);
        }
        int id = features.getID(TokenFeatures.name(token, 1));
        return id < 0 ? 0 : rows[id];
    }

    /** An unknown token's row. */
    int backOff(String token) {
        return backOff == null ? 0 : backOff.row(token);
    }
}
