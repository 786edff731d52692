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

    /**
     * From feature ids.
     *
     * @param features The features.
     * @param ids The id of the first occurrence's feature of the token of row 1, 2, ...
     * @throws IllegalArgumentException If an id isn't one of the features', or stands twice.
     */
    public Vocabulary(ImmutableFeatureMap features, int[] ids) {
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
        if (features instanceof HashedFeatureMap) {
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
            return id < 0 ? 0 : rows[id];
        });
        return document;
    }
}
