package org.setlstm.experiment;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.setlstm.Explanation;
import org.setlstm.Explanation.Word;
import org.setlstm.SETLSTMModel;
import org.setlstm.experiment.DisputedText.Reason;
import org.setlstm.experiment.DisputedText.Verdict;
import org.setlstm.experiment.Disputes.Dispute;
import org.setlstm.report.ColouredText;
import org.setlstm.report.Predictions;
import org.setlstm.sequence.TokenFeatures;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** The texts that the first runs of all models disagree on most, and why. */
final class DisputedTexts {
    private static final int MOST = 10;
    private static final int TOP_FEATURES = 10;

    /** A model's first run and what it said. */
    record Said(ComparisonRun run, Predictions predictions) {}

    private final List<Said> models;
    private final ComparisonRun.TestTexts test;

    DisputedTexts(List<Said> models, ComparisonRun.TestTexts test) {
        this.models = models.stream()
                .filter(m -> m.predictions.isOfTheSame(models.get(0).predictions))
                .toList();
        this.test = test;
    }

    List<DisputedText> find() throws IOException {
        List<Dispute> disputes =
                Disputes.of(models.stream().map(Said::predictions).toList(), MOST);
        List<DisputedText> texts = new ArrayList<>();
        if (disputes.isEmpty()) {
            return texts;
        }
        Map<Integer, Example<Label>> sequences = examples(ModelKind.SET, disputes);
        for (Dispute dispute : disputes) {
            Predictions first = models.get(0).predictions;
            texts.add(new DisputedText(
                    first.labels().get(first.truths()[dispute.document()]),
                    List.of(TokenFeatures.decode(sequences.get(dispute.document()))),
                    models.stream().map(m -> verdict(m, dispute.document())).toList(),
                    new ArrayList<>()));
        }
        // Model by model, for each is loaded once, and holds memory.
        for (int m = 0; m < models.size(); m++) {
            explain(m, disputes, texts);
        }
        return texts;
    }

    private static Verdict verdict(Said model, int document) {
        Predictions p = model.predictions;
        return new Verdict(
                model.run.model().title(), p.labels().get(p.predicted()[document]), p.confidences()[document]);
    }

    private Map<Integer, Example<Label>> examples(ModelKind kind, List<Dispute> disputes) throws IOException {
        List<Integer> wanted = disputes.stream().map(Dispute::document).toList();
        Map<Integer, Example<Label>> examples = new HashMap<>();
        int number = 0;
        for (Example<Label> example : test.of(kind)) {
            if (wanted.contains(number)) {
                examples.put(number, example);
            }
            number++;
        }
        return examples;
    }

    private void explain(int number, List<Dispute> disputes, List<DisputedText> texts) throws IOException {
        ComparisonRun run = models.get(number).run;
        List<Dispute> own = disputes.stream()
                .filter(d -> d.first() == number || d.second() == number)
                .toList();
        if (own.isEmpty() || !run.hasModel()) {
            return;
        }
        Model<Label> model = run.load();
        Map<Integer, Example<Label>> examples = examples(run.model().kind(), own);
        for (Dispute dispute : own) {
            String label = verdict(models.get(number), dispute.document()).label();
            Example<Label> example = examples.get(dispute.document());
            texts.get(disputes.indexOf(dispute))
                    .explanations()
                    .add(
                            model instanceof SETLSTMModel ours
                                    ? reason(run, ours.explain(example, label))
                                    : new Reason(run.model().title(), label, features(model, example, label), false));
        }
    }

    private static Reason reason(ComparisonRun run, Explanation explanation) {
        return new Reason(run.model().title(), explanation.label(), ColouredText.words(explanation.words()), true);
    }

    /** What a linear model adds up for the label, and not as much for others: the most first. */
    private static String features(Model<Label> model, Example<Label> example, String label) {
        Map<String, List<Pair<String, Double>>> summands =
                model.getExcuse(example).map(Excuse::getScores).orElseGet(TreeMap::new);
        Map<String, Double> sums = new TreeMap<>();
        summands.forEach((of, weights) -> {
            double share = of.equals(label) ? 1.0 : -1.0 / (summands.size() - 1);
            weights.forEach(w -> sums.merge(plain(w.getA()), share * w.getB(), Double::sum));
        });
        return ColouredText.words(sums.entrySet().stream()
                .map(e -> new Word(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingDouble(w -> -Math.abs(w.contribution())))
                .limit(TOP_FEATURES)
                .toList());
    }

    /** Tribuo calls a pair as in {@code 2-N=the/game}. */
    private static String plain(String feature) {
        String words = feature.replaceFirst("^\\d+-N=", "");
        return words.equals(feature) ? feature : words.replace('/', ' ').strip();
    }
}
