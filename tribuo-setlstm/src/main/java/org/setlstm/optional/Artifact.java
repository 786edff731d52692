package org.setlstm.optional;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** A Maven artifact that this library does not bring. */
enum Artifact {
    ND4J("org.nd4j.linalg.factory.Nd4j", " (once plainly and once with this platform's classifier, as linux-x86_64)"),
    OPENBLAS("org.bytedeco.openblas.global.openblas", " (with the same classifier)"),
    TRIBUO_ONNX("org.tribuo.interop.onnx.ONNXExternalModel", ""),
    ONNX_RUNTIME("ai.onnxruntime.OrtEnvironment", ""),
    XCHART("org.knowm.xchart.XYChart", ""),
    COMMONS_MATH("org.apache.commons.math3.distribution.BinomialDistribution", ""),
    PROGRESS_BAR("me.tongfei.progressbar.ProgressBar", ""),
    JACKSON_CORE("com.fasterxml.jackson.core.JsonFactory", ""),
    JACKSON("com.fasterxml.jackson.databind.ObjectMapper", ""),
    OLCUT_JSON("com.oracle.labs.mlrg.olcut.config.json.JsonConfigFactory", ""),
    LINEAR("org.tribuo.classification.sgd.linear.LinearSGDTrainer", ""),
    LIBLINEAR("org.tribuo.classification.liblinear.LibLinearClassificationTrainer", "");

    /** The build writes it, so that the versions are those that tests run with. */
    private static final Properties COORDINATES = coordinates();

    private final String className;
    private final String remark;

    Artifact(String className, String remark) {
        this.className = className;
        this.remark = remark;
    }

    private static Properties coordinates() {
        Properties properties = new Properties();
        try (InputStream in = Artifact.class.getResourceAsStream("artifacts.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("artifacts.properties is missing from the jar", e);
        }
        return properties;
    }

    /** Whether one of its classes can be found; it is not started. */
    boolean isThere() {
        try {
            Class.forName(className, false, Artifact.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** As in {@code group:name:version}. */
    String coordinate() {
        return COORDINATES.getProperty(name());
    }

    /** Its coordinate, and how it is needed. */
    @Override
    public String toString() {
        return coordinate() + remark;
    }
}
