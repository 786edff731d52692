package org.setlstm.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.setlstm.Explanation;
import org.setlstm.SETLSTMModel;
import org.setlstm.file.ModelFiles;
import org.setlstm.parallel.ParallelLoop;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/**
 * Classifies raw text: a model together with the preprocessors and the extractor that its training texts went through,
 * rebuilt from its provenance. Works for any Tribuo model that was trained on a text source. As safe for many threads
 * as the model and the extractor are.
 */
public final class TextClassifier {
    /** As many as the model takes at once. */
    private static final int BATCH = 1024;

    private final Model<Label> model;
    private final TextToExample pipeline;

    /**
     * Around a model.
     *
     * @param model The model.
     * @throws IllegalArgumentException If its provenance names no text extractor.
     */
    public TextClassifier(Model<Label> model) {
        this.model = model;
        this.pipeline = Pipelines.of(model);
    }

    /**
     * Around a model from a file.
     *
     * @param path A file that Tribuo's {@code Model.serializeToFile} wrote.
     * @return The classifier.
     * @throws IOException If the file can't be read.
     * @throws IllegalArgumentException If it holds no classifier, or one of something else than text.
     */
    public static TextClassifier load(Path path) throws IOException {
        return new TextClassifier(ModelFiles.load(path));
    }

    /**
     * The model.
     *
     * @return The model that this is built around.
     */
    public Model<Label> model() {
        return model;
    }

    /**
     * Turns a text into an example without a label.
     *
     * @param text A text.
     * @return The example, or nothing if the text has no tokens.
     */
    public Optional<Example<Label>> extract(String text) {
        Example<Label> example = pipeline.extract(LabelFactory.UNKNOWN_LABEL, text);
        return example.size() == 0 ? Optional.empty() : Optional.of(example);
    }

    /**
     * Classifies a text.
     *
     * @param text A text.
     * @return The prediction, or nothing if the text has no tokens.
     */
    public Optional<Prediction<Label>> predict(String text) {
        return predict(List.of(text)).get(0);
    }

    /**
     * Classifies texts, faster than one by one and with the same results.
     *
     * @param texts Texts.
     * @return For each text what {@link #predict(String)} gives for it.
     */
    public List<Optional<Prediction<Label>>> predict(List<String> texts) {
        List<Optional<Example<Label>>> examples = new ArrayList<>(Collections.nCopies(texts.size(), Optional.empty()));
        ParallelLoop.forEach(texts.size(), i -> examples.set(i, extract(texts.get(i))));
        List<Example<Label>> present =
                examples.stream().flatMap(Optional::stream).toList();
        var predictions = model.predict(present).iterator();
        return examples.stream().map(e -> e.map(x -> predictions.next())).toList();
    }

    /**
     * Classifies a stream of texts as it comes, in batches. The result is sequential and in order; it closes the texts.
     *
     * @param texts Texts. Up to 1024 are read ahead of their results.
     * @return For each text what {@link #predict(String)} gives for it.
     */
    public Stream<Optional<Prediction<Label>>> predict(Stream<String> texts) {
        Iterator<String> next = texts.sequential().iterator();
        return Stream.generate(() -> batch(next))
                .takeWhile(batch -> !batch.isEmpty())
                .flatMap(batch -> predict(batch).stream())
                .onClose(texts::close);
    }

    private static List<String> batch(Iterator<String> texts) {
        List<String> batch = new ArrayList<>();
        while (batch.size() < BATCH && texts.hasNext()) {
            batch.add(texts.next());
        }
        return batch;
    }

    /**
     * Says which words of a text spoke for the label that is predicted, and which against it. It costs as much as a
     * training step.
     *
     * @param text A text.
     * @return The words in order with their contributions, or nothing if the text has no tokens.
     * @throws IllegalArgumentException If the model is no {@link SETLSTMModel}.
     */
    public Optional<Explanation> explain(String text) {
        SETLSTMModel explaining = explaining();
        return extract(text)
                .map(e ->
                        explaining.explain(e, explaining.predict(e).getOutput().getLabel()));
    }

    /**
     * Says which words of a text speak for a label, and which against it.
     *
     * @param text A text.
     * @param label A label of the model, predicted or not.
     * @return The words in order with their contributions, or nothing if the text has no tokens.
     * @throws IllegalArgumentException If the model is no {@link SETLSTMModel}, or has no such label.
     */
    public Optional<Explanation> explain(String text, String label) {
        SETLSTMModel explaining = explaining();
        return extract(text).map(e -> explaining.explain(e, label));
    }

    private SETLSTMModel explaining() {
        if (model instanceof SETLSTMModel explaining) {
            return explaining;
        }
        throw new IllegalArgumentException("Only a SETLSTMModel explains words, and this is a "
                + model.getClass().getName() + ": extract examples and call its getExcuse");
    }
}
