package org.setlstm.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.setlstm.text.TextClassifier;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/**
 * Times single documents. Our side three times: the network alone, from rows of the embedding to probabilities, which is
 * what the peer does as well; a loaded model on Tribuo's examples; and from raw text.
 */
final class LatencyTask {
    private static final Timing.Plan CALLS = new Timing.Plan(3.0, 1000, 3.0, 3000);

    static final String NETWORK = "network";
    static final String MODEL = "model";
    static final String TEXT = "text";

    /**
     * What came out.
     *
     * @param facts The contender's.
     * @param paths For each way to ask the time that it takes.
     */
    record Result(Map<String, Object> facts, Map<String, Timing> paths) {}

    private LatencyTask() {}

    static Result run(Job job) {
        Map<String, Timing> paths = new LinkedHashMap<>();
        List<int[][]> documents = new ArrayList<>();
        for (Batch batch : Batch.ofEqualLength(job.shape().withBatch(64))) {
            for (int[] document : batch.documents()) {
                documents.add(new int[][] {document});
            }
        }
        Ring<int[][]> next = new Ring<>(documents);
        try (Contender contender = job.side().open(job, false)) {
            if (contender instanceof SparseLSTM) {
                SparseLSTM sparse = (SparseLSTM) contender;
                paths.put(NETWORK, Timing.of(CALLS, () -> sparse.probabilitiesHere(next.next())));
                model(job.shape(), documents, paths);
            } else {
                paths.put(NETWORK, Timing.of(CALLS, () -> contender.probabilities(next.next())));
            }
            return new Result(contender.facts(), paths);
        }
    }

    private static void model(Shape shape, List<int[][]> documents, Map<String, Timing> paths) {
        TextClassifier classifier = TrainedModel.of(shape);
        List<String> texts =
                documents.stream().map(d -> TrainedModel.text(d[0])).toList();
        List<Example<Label>> examples =
                texts.stream().map(t -> classifier.extract(t).orElseThrow()).toList();
        Ring<Example<Label>> example = new Ring<>(examples);
        paths.put(MODEL, Timing.of(CALLS, () -> classifier.model().predict(example.next())));
        Ring<String> text = new Ring<>(texts);
        paths.put(TEXT, Timing.of(CALLS, () -> classifier.predict(text.next())));
    }
}
