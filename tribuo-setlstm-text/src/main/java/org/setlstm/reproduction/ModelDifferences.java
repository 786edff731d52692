package org.setlstm.reproduction;

import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.setlstm.RunProvenance;
import org.setlstm.SETLSTMModel;
import org.setlstm.reproduction.Difference.Kind;
import org.setlstm.sequence.TokenFeatures;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.hash.HashedFeatureMap;

/** What differs between a model and its reproduction, weights and times left out. */
final class ModelDifferences {
    private static final int NAMED = 5;

    private ModelDifferences() {}

    static List<Difference> between(SETLSTMModel original, SETLSTMModel reproduced) {
        List<Difference> all =
                new ArrayList<>(ProvenanceDifferences.between(original.getProvenance(), reproduced.getProvenance()));
        compare(Kind.VOCABULARY, words(original), words(reproduced), all);
        compare(Kind.LABELS, labels(original), labels(reproduced), all);
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
        all.sort(Comparator.comparing(Difference::kind));
        return List.copyOf(all);
    }

    private static SortedSet<String> words(SETLSTMModel model) {
        ImmutableFeatureMap features = model.getFeatureIDMap();
        SortedSet<String> words = new TreeSet<>();
        for (VariableInfo feature : features) {
            String name = feature.getName();
            words.add(features instanceof HashedFeatureMap ? name : TokenFeatures.token(name));
        }
        return words;
    }

    private static SortedSet<String> labels(SETLSTMModel model) {
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
