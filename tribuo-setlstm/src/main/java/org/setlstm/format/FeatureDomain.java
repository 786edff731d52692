package org.setlstm.format;

import com.google.protobuf.ByteString;
import org.setlstm.sequence.Vocabulary;
import org.tribuo.ImmutableFeatureMap;

/**
 * A model's features. Those of a file stay the compressed bytes that they are there until somebody asks for them: they
 * are most of what a model would take in memory and of the time to load it, and predictions need the known tokens only.
 */
public final class FeatureDomain {
    /** Empty if there are none. */
    private final ByteString stored;

    /** Null until somebody asks. */
    private ImmutableFeatureMap features;

    private FeatureDomain(ByteString stored, ImmutableFeatureMap features) {
        this.stored = stored;
        this.features = features;
    }

    /**
     * Features that are there.
     *
     * @param features The features.
     * @return The domain.
     */
    public static FeatureDomain of(ImmutableFeatureMap features) {
        return new FeatureDomain(ByteString.EMPTY, features);
    }

    /**
     * Features in a file.
     *
     * @param stored What {@link #stored()} gave, not empty.
     * @return The domain, of which nothing is read yet.
     */
    public static FeatureDomain stored(ByteString stored) {
        return new FeatureDomain(stored, null);
    }

    /**
     * The features, decoded by the first who asks.
     *
     * @return The same for all who ask.
     * @throws IllegalStateException If a file's bytes are no features.
     */
    public synchronized ImmutableFeatureMap features() {
        if (features == null) {
            features = FeatureDomainCodec.decode(stored);
        }
        return features;
    }

    /**
     * What a file holds.
     *
     * @return The bytes; empty if they can't say what the features are, see {@link FeatureDomainCodec#encode}.
     */
    public ByteString stored() {
        return stored.isEmpty() ? FeatureDomainCodec.encode(features()) : stored;
    }

    /**
     * The known tokens, for which the features need not be decoded.
     *
     * @param ids The id of the first occurrence's feature of the token of row 1, 2, ...
     * @param prefix Letters that an unknown token shares at least with the known one that it counts as.
     * @return The vocabulary.
     * @throws IllegalArgumentException If an id isn't one of the features', or stands twice.
     * @throws IllegalStateException If a file's bytes hold no names.
     */
    public Vocabulary vocabulary(int[] ids, int prefix) {
        return stored.isEmpty()
                ? new Vocabulary(features(), ids, prefix)
                : new Vocabulary(StoredNames.of(stored, ids), ids, prefix);
    }
}
