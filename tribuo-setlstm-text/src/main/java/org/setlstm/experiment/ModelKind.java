package org.setlstm.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The models that {@code compare} knows. */
enum ModelKind {
    /** The trainer as configured. */
    SET,
    /** The same with zeta falling to nothing. */
    SET_ANNEALED,
    /** The same without the n-gram layer. */
    SET_WITHOUT_NGRAMS,
    /** The same with the topology as it was drawn. */
    STATIC,
    /** The same shape with every position stored. */
    DENSE,
    /** A dense network of as many parameters as {@link #SET}'s. */
    SMALL_DENSE,
    /** Tribuo's logistic regression on single tokens and pairs, by stochastic gradient descent. */
    LINEAR,
    /** The same on single tokens. */
    LINEAR_UNIGRAMS,
    /** Wang and Manning's NB-SVM on single tokens and pairs, with a penalty that is chosen. */
    NB_SVM,
    /** Logistic regression on single tokens and pairs over the root of their number, with a penalty that is chosen. */
    LOGISTIC_REGRESSION;

    /** As users write it. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isLinear() {
        return this == LINEAR || this == LINEAR_UNIGRAMS || this == NB_SVM || this == LOGISTIC_REGRESSION;
    }

    /** Whether it has a topology to show. */
    boolean isSparse() {
        return this == SET || this == SET_ANNEALED || this == SET_WITHOUT_NGRAMS || this == STATIC;
    }

    /** Whether its size depends on how sparse the sparse networks are. */
    boolean hasDensity() {
        return isSparse() || this == SMALL_DENSE;
    }

    static String titles() {
        return Arrays.stream(values()).map(ModelKind::title).collect(Collectors.joining(", "));
    }

    static List<ModelKind> of(List<String> titles) {
        return titles.stream()
                .map(title -> Arrays.stream(values())
                        .filter(kind -> kind.title().equals(title.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no model '" + title.strip() + "': the models are " + titles())))
                .distinct()
                .toList();
    }
}
