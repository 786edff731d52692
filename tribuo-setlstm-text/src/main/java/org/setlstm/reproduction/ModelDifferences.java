package org.setlstm.reproduction;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil.HashType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.setlstm.RunProvenance;
import org.setlstm.SETLSTMModel;
import org.setlstm.reproduction.Difference.Kind;
import org.setlstm.sequence.TokenFeatures;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.hash.HashedFeatureMap;

/** What differs between two models, as a model and its reproduction, weights and times left out. */
public final class ModelDifferences {
    private static final int NAMED = 5;

    /** The field that all of Tribuo's models have their provenance and domains in. */
    private static final int METADATA = 1;

    private ModelDifferences() {}

    /**
     * Compares models.
     *
     * @param original A model.
     * @param reproduced Another one, of the same kind or not.
     * @return What differs, the likelier reasons for other weights first.
     */
    public static List<Difference> between(Model<Label> original, Model<Label> reproduced) {
        List<Difference> all =
                new ArrayList<>(ProvenanceDifferences.between(original.getProvenance(), reproduced.getProvenance()));
        compare(Kind.VOCABULARY, words(original), words(reproduced), all);
        compare(Kind.LABELS, labels(original), labels(reproduced), all);
        if (original instanceof SETLSTMModel a && reproduced instanceof SETLSTMModel b) {
            compareNetworks(a, b, all);
        }
        all.sort(Comparator.comparing(Difference::kind));
        return List.copyOf(all);
    }

    private static void compareNetworks(SETLSTMModel original, SETLSTMModel reproduced, List<Difference> all) {
        if (!original.architecture().equals(reproduced.architecture())) {
            all.add(new Difference(
                    Kind.RESULT,
                    "network",
                    original.architecture().toString(),
                    reproduced.architecture().toString()));
        }
        Map<String, ?> run = original.getProvenance().getInstanceProvenance().getMap();
        if (run.get(RunProvenance.WEIGHTS_SHA256) instanceof PrimitiveProvenance<?> recorded
                && !recorded.getValue().equals(original.weightsDigest())) {
            all.add(new Difference(
                    Kind.RESULT,
                    "digest of the weights that were trained",
                    recorded.getValue().toString(),
                    reproduced.weightsDigest()));
        }
    }

    /**
     * The SHA-256 of what a model has learned: of all that its protobuf holds but provenance, features and outputs.
     *
     * @param model Any of Tribuo's classifiers, or a {@link SETLSTMModel}, whose own digest it is.
     * @return In hexadecimal.
     * @throws IllegalArgumentException If the model's protobuf can't be read.
     */
    public static String weightsDigest(Model<Label> model) {
        if (model instanceof SETLSTMModel ours) {
            return ours.weightsDigest();
        }
        try {
            UnknownFieldSet fields = UnknownFieldSet.parseFrom(
                    model.serialize().getSerializedData().getValue());
            byte[] learned = UnknownFieldSet.newBuilder(fields)
                    .clearField(METADATA)
                    .build()
                    .toByteArray();
            return ProvenanceUtil.hashArray(HashType.SHA256, learned).toLowerCase(Locale.ROOT);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(
                    "The weights of a " + model.getClass().getName() + " can't be read", e);
        }
    }

    private static SortedSet<String> words(Model<Label> model) {
        ImmutableFeatureMap features = model.getFeatureIDMap();
        boolean plain = features instanceof HashedFeatureMap || !(model instanceof SETLSTMModel);
        SortedSet<String> words = new TreeSet<>();
        for (VariableInfo feature : features) {
            String name = feature.getName();
            words.add(plain ? name : TokenFeatures.token(name));
        }
        return words;
    }

    private static SortedSet<String> labels(Model<Label> model) {
        return model.getOutputIDInfo().getDomain().stream()
                .map(Label::getLabel)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void compare(Kind kind, SortedSet<String> a, SortedSet<String> b, List<Difference> all) {
        if (!a.equals(b)) {
            all.add(new Difference(kind, "all", onlyIn(a, b), onlyIn(b, a)));
        }
    }

    /** As in {@code 120, of them 2 only here (cat, dog)}. */
    private static String onlyIn(SortedSet<String> all, SortedSet<String> others) {
        List<String> only = all.stream().filter(name -> !others.contains(name)).toList();
        if (only.isEmpty()) {
            return Integer.toString(all.size());
        }
        String names = String.join(", ", only.subList(0, Math.min(NAMED, only.size())));
        return all.size() + ", of them " + only.size() + " only here (" + names + (only.size() > NAMED ? ", ..." : "")
                + ")";
    }
}
