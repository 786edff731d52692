package org.setlstm.onnx;

import java.io.IOException;
import java.io.InputStream;
import org.setlstm.optional.Feature;
import org.tribuo.classification.Label;
import org.tribuo.interop.onnx.ONNXExternalModel;

/**
 * Brings a model that {@link ONNXExporter} wrote back into Tribuo, on ONNX Runtime. It takes the same examples as the
 * {@code SETLSTMModel} did, and gives the same probabilities but for rounding. All that it needs to know is in the file.
 *
 * <p>It alone needs {@code org.tribuo:tribuo-onnx} and {@code com.microsoft.onnxruntime:onnxruntime}, which nothing brings
 * unless asked for; and the classes that the model's provenance names, {@code tribuo-setlstm-text} if its texts came from
 * there.
 *
 * <p>Three things differ. Tribuo's {@code ONNXExternalModel} takes one input, so lengths are counted in the graph. It gives
 * the transformer numbered features only: an occurrence of a word beyond the 16th, more for frequent words, reads as an
 * unknown word; and an example with unknown words from which features were taken away is an
 * {@link IllegalArgumentException}. A prediction runs on one thread.
 */
public final class ONNXModelReader {
    private ONNXModelReader() {}

    /**
     * Reads a model.
     *
     * @param in An ONNX file that {@link ONNXExporter} wrote; stays open.
     * @return The model, to be closed after use. It has the provenance of the training, so that a {@code TextClassifier}
     *     can be built around it, and {@code serialize()} writes it with all it needs.
     * @throws IOException If it can't be read.
     * @throws IllegalArgumentException If it is no such file, or its provenance names classes that aren't there.
     * @throws IllegalStateException If ONNX Runtime is missing; the message names what to add.
     */
    public static ONNXExternalModel<Label> read(InputStream in) throws IOException {
        Feature.ONNX_MODELS.require();
        return ExternalModel.read(in);
    }
}
