package org.setlstm.sequence;

import java.util.Arrays;
import java.util.List;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.hash.HashedFeatureMap;

/**
 * The tokens that a network knows, as rows of its embedding: 1, 2, ... for known tokens and 0 for all others. A token
 * is known by the feature id of its first occurrence, so that feature maps that hide names (hashed ones) work too.
 */
public final class Vocabulary {
    private final ImmutableFeatureMap features;
    private final int[] ids;
    private final int[] rows;
    private final PrefixBackOff backOff;

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
        this.features = features;
        this.ids = ids;
        rows = new int[features.size()];
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= rows.length || rows[ids[i]] != 0) {
                throw new IllegalArgumentException("Token " + (i + 1) + " has feature id " + ids[i]
                        + ", which is another token's or not one of " + rows.length);
            }
            rows[ids[i]] = i + 1;
        }
        backOff = prefix == 0 || hidesNames() ? null : new PrefixBackOff(tokens(), prefix);
    }

    /**
     * Whether the feature map hides the tokens.
     *
     * @return If so.
     */
    public boolean hidesNames() {
        return features instanceof HashedFeatureMap;
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
        return Arrays.stream(ids)
                .mapToObj(id -> TokenFeatures.token(features.get(id).getName()))
                .toList();
    }

    /**
     * Looks tokens up.
     *
     * @param tokens Tokens.
     * @return The row of each.
     */
    public int[] rows(String[] tokens) {
        int[] document = new int[tokens.length];
        Arrays.setAll(document, i -> {
            int id = features.getID(TokenFeatures.name(tokens[i], 1));
            int row = id < 0 ? 0 : rows[id];
            return row == 0 ? backOff(tokens[i]) : row;
        });
        return document;
    }

    /** An unknown token's row. */
    int backOff(String token) {
        return backOff == null ? 0 : backOff.row(token);
    }
}
