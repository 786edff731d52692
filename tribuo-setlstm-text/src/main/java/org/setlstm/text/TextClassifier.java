package org.setlstm.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        List<Optional<Example<Label>>> examples =
                texts.parallelStream().map(this::extract).toList();
        List<Example<Label>> present =
                examples.stream().flatMap(Optional::stream).toList();
        var predictions = model.predict(present).iterator();
        return examples.stream().map(e -> e.map(x -> predictions.next())).toList();
    }
}
