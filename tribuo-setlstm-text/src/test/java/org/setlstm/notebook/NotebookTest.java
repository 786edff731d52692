package org.setlstm.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.setlstm.Explanation;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.evaluation.SparsityEvaluation;
import org.setlstm.evaluation.SparsityEvaluator;
import org.setlstm.report.Topology;
import org.setlstm.text.Texts;
import org.setlstm.training.TrainingListener;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class NotebookTest {
    private static MutableDataset<Label> data;
    private static SETLSTMModel model;
    private static SparsityEvaluation evaluation;

    @BeforeAll
    static void train() {
        data = new MutableDataset<>(new SimpleDataSourceProvenance("texts", new LabelFactory()), new LabelFactory());
        for (int i = 0; i < 24; i++) {
            String label = i % 4 == 0 ? "<bad>" : "good";
            data.add(Texts.EXTRACTOR.extract(new Label(label), (i % 4 == 0 ? "dull film " : "fine film ") + i % 5));
        }
        SETLSTMTrainer trainer = SETLSTMTrainer.builder()
                .embeddingDimension(8)
                .hiddenDimension(6)
                .epochs(30)
                .batchSize(4)
                .build();
        trainer.setListener(new TrainingListener() {});
        model = trainer.train(data);
        evaluation = new SparsityEvaluator().evaluate(model, data);
    }

    /** Of the same model, but for its first two answers, which are the other label. */
    private static LabelEvaluation worse() {
        List<Prediction<Label>> predictions = new ArrayList<>(evaluation.getPredictions());
        for (int i = 0; i < 2; i++) {
            Prediction<Label> p = predictions.get(i);
            Map<String, Label> scores = new LinkedHashMap<>();
            p.getOutputScores().forEach((name, l) -> scores.put(name, new Label(name, 1.0 - l.getScore())));
            Label other = scores.values().stream()
                    .filter(l -> !l.getLabel().equals(p.getOutput().getLabel()))
                    .findFirst()
                    .orElseThrow();
            predictions.set(i, new Prediction<>(other, scores, 1, p.getExample(), true));
        }
        return new LabelEvaluator().evaluate(model, predictions, data.getProvenance());
    }

    private static List<List<String>> cells(String html) {
        return html.lines()
                .filter(l -> l.startsWith("<tr>"))
                .map(l -> List.of(l.replaceAll("<t[rdh][^>]*>|</tr>", "").split("</t[dh]>", -1)))
                .map(l -> l.subList(0, l.size() - 1))
                .toList();
    }

    @Test
    void anEvaluationIsAConfusionMatrix() {
        String html = Notebook.evaluation(worse());
        assertEquals(
                List.of(
                        List.of("label, and how it is classified", "&lt;bad>", "good", "recall", "precision", "F1"),
                        List.of("&lt;bad>", "5", "1", "83.3%", "83.3%", "83.3%"),
                        List.of("good", "1", "17", "94.4%", "94.4%", "94.4%")),
                cells(html));
        assertTrue(html.contains("<p>accuracy 91.7%, macro-F1 88.9%, log loss "), html);
    }

    @Test
    void aComparisonSaysWhatIsChance() {
        Map<String, LabelEvaluation> models = new LinkedHashMap<>();
        models.put("sparse", evaluation);
        models.put("worse", worse());
        List<List<String>> cells = cells(Notebook.comparison(models));
        assertEquals("points from sparse", cells.get(0).get(6));
        assertEquals(List.of("sparse", "100.0%", "100.0%"), cells.get(1).subList(0, 3));
        assertEquals(
                String.format("%,d", evaluation.sparsity().stored()),
                cells.get(1).get(5));
        assertEquals(List.of("worse", "91.7%", "88.9%"), cells.get(2).subList(0, 3));
        assertEquals("-", cells.get(2).get(5));
        assertTrue(cells.get(2).get(6).matches("-8\\.3 \\(-\\d+\\.\\d to 0\\.0\\)"), cells.toString());
        assertEquals("0.500", cells.get(2).get(7));
    }

    @Test
    void explanationsAreColouredText() {
        Example<Label> example = Texts.EXTRACTOR.extract(new Label("good"), "fine <i>film</i>");
        Explanation explanation = model.explain(example, "<bad>");
        String html = Notebook.explanations(List.of(explanation, explanation));
        String mostly = explanation.topWords(1).get(0).token();
        assertEquals(2, html.split("<b>&lt;bad&gt;</b>", -1).length - 1, html);
        assertTrue(html.contains(">" + mostly + "</span>") && !html.contains("<i>"), html);
        assertTrue(html.contains("speaks for the label"), html);
    }

    @Test
    void picturesAreDrawn() {
        Map<String, LabelEvaluation> models = new LinkedHashMap<>();
        models.put("sparse", evaluation);
        models.put("worse", worse());
        assertEquals(3, Notebook.reliability(models).size(), "with the diagonal");
        Topology topology = Topology.of(model.network());
        assertEquals(1280, Notebook.topology("sparse", topology, topology).getWidth());
    }
}
