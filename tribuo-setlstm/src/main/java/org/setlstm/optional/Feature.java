package org.setlstm.optional;

import java.util.List;
import java.util.stream.Collectors;

/** A part of this library that needs more than the library's dependencies. */
public enum Feature {
    /** Training full matrices on BLAS; without it they train more slowly. */
    BLAS("Training full matrices fast", Artifact.ND4J, Artifact.OPENBLAS),
    /** {@code ModelArrays}. */
    ARRAYS("ModelArrays", Artifact.ND4J, Artifact.OPENBLAS),
    /** {@code WordVectorFile}. */
    WORD_VECTORS("Reading word vectors", Artifact.ND4J, Artifact.OPENBLAS),
    /** {@code ONNXModelReader}. */
    ONNX_MODELS(
            "Reading ONNX models",
            Artifact.TRIBUO_ONNX,
            Artifact.ONNX_RUNTIME,
            Artifact.JACKSON_CORE,
            Artifact.JACKSON),
    /** Texts from JSON lines. */
    JSON_LINES("Reading JSON lines", Artifact.JACKSON_CORE, Artifact.JACKSON),
    /** Charts, also in notebooks. */
    CHARTS("Drawing charts", Artifact.XCHART),
    /** Telling differences between classifiers from chance, also in notebooks. */
    SIGNIFICANCE("Telling differences from chance", Artifact.COMMONS_MATH),
    /** The command line, but for what is drawn or compared. */
    COMMAND_LINE(
            "The command line", Artifact.PROGRESS_BAR, Artifact.JACKSON_CORE, Artifact.JACKSON, Artifact.OLCUT_JSON),
    /** Comparisons: their reports, pictures and linear models. */
    COMPARISONS(
            "Comparing models",
            Artifact.JACKSON_CORE,
            Artifact.JACKSON,
            Artifact.OLCUT_JSON,
            Artifact.XCHART,
            Artifact.COMMONS_MATH,
            Artifact.LINEAR,
            Artifact.LIBLINEAR);

    private final String title;
    private final List<Artifact> artifacts;

    Feature(String title, Artifact... artifacts) {
        this.title = title;
        this.artifacts = List.of(artifacts);
    }

    /**
     * Stops who uses this part without what it needs; called where the part is entered, before a class of it is linked.
     *
     * @throws IllegalStateException If an artifact is missing; the message names those to add.
     */
    public void require() {
        List<Artifact> missing = artifacts.stream().filter(a -> !a.isThere()).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(needs(missing));
        }
    }

    /**
     * What to add to a class path that has nothing of it.
     *
     * @return A sentence without its end that names every artifact.
     */
    public String needs() {
        return needs(artifacts);
    }

    private String needs(List<Artifact> named) {
        return title + " needs what is not on the class path: add "
                + named.stream().map(Artifact::toString).collect(Collectors.joining(", "));
    }

    /**
     * The artifacts that it needs.
     *
     * @return Each as {@code group:name:version}.
     */
    public List<String> coordinates() {
        return artifacts.stream().map(Artifact::coordinate).toList();
    }
}
