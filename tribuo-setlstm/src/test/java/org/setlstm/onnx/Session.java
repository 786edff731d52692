package org.setlstm.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Arrays;
import java.util.Map;

/** An exported model in ONNX Runtime, fed as a foreign program would. */
final class Session implements AutoCloseable {
    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    final OrtSession ort;

    Session(ModelProto model) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            ort = ENVIRONMENT.createSession(model.toByteArray(), options);
        }
    }

    /** Of documents in one batch, padded with some id. */
    float[][] run(String output, int padding, int[]... documents) throws OrtException {
        int longest = Arrays.stream(documents).mapToInt(d -> d.length).max().orElse(0);
        long[][] ids = new long[documents.length][Math.max(1, longest)];
        long[] lengths = new long[documents.length];
        for (int d = 0; d < documents.length; d++) {
            Arrays.fill(ids[d], padding);
            for (int t = 0; t < documents[d].length; t++) {
                ids[d][t] = documents[d][t];
            }
            lengths[d] = documents[d].length;
        }
        try (OnnxTensor i = OnnxTensor.createTensor(ENVIRONMENT, ids);
                OnnxTensor l = OnnxTensor.createTensor(ENVIRONMENT, lengths);
                OrtSession.Result result = ort.run(Map.of("input_ids", i, "lengths", l))) {
            return (float[][]) result.get(output).orElseThrow().getValue();
        }
    }

    @Override
    public void close() throws OrtException {
        ort.close();
    }
}
