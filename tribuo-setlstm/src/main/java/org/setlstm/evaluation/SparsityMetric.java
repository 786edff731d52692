package org.setlstm.evaluation;

import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelMetric;
import org.tribuo.evaluation.metrics.EvaluationMetric;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.evaluation.metrics.MetricTarget;

/**
 * What {@link SparsityEvaluation} adds to the map of metrics. All are of the whole model, whatever the label: as Tribuo
 * has no target for that, they take the macro average's, as its balanced error rate does.
 */
public enum SparsityMetric {
    /** Stored parameters over dense ones; of a matrix too. */
    DENSITY,
    /** Stored parameters, biases and output layer included; of a matrix too. */
    STORED_PARAMETERS,
    /** Parameters of the dense twin; of a matrix too. */
    DENSE_PARAMETERS,
    /** Multiply-adds of a token in the cells' matrices. */
    MULTIPLY_ADDS,
    /** The same for the dense twin. */
    DENSE_MULTIPLY_ADDS,
    /** The share of units that change nothing; of a layer too. */
    DEAD_UNITS,
    /** The share of known tokens that change nothing. */
    UNUSED_WORDS,
    /** The share of the sparse matrices' positions that have ever been stored; only where training has recorded it. */
    EXPLORED,
    /** The least in-degree of a layer's units; of layers only. */
    IN_DEGREE_MIN,
    /** The mean in-degree of a layer's units; of layers only. */
    IN_DEGREE_MEAN,
    /** The greatest in-degree of a layer's units; of layers only. */
    IN_DEGREE_MAX,
    /** The least out-degree of a layer's units; of layers only. */
    OUT_DEGREE_MIN,
    /** The mean out-degree of a layer's units; of layers only. */
    OUT_DEGREE_MEAN,
    /** The greatest out-degree of a layer's units; of layers only. */
    OUT_DEGREE_MAX;

    private static final MetricTarget<Label> MODEL = MetricTarget.macroAverageTarget();

    /**
     * The key of the whole model's value.
     *
     * @return The id.
     */
    public MetricID<Label> id() {
        return new MetricID<>(MODEL, name());
    }

    /**
     * The key of a matrix's or a layer's value.
     *
     * @param part Its name in {@link SparsityReport#matrices()}, {@link SparsityReport#gatesTogether()} or
     *     {@link Connectivity#layers()}.
     * @return The id.
     */
    public MetricID<Label> id(String part) {
        return new MetricID<>(MODEL, name() + "[" + part + "]");
    }

    /**
     * The whole model's value as a metric, for those methods of Tribuo's {@code EvaluationAggregator} that take one. It
     * throws {@link IllegalArgumentException} for a model that doesn't have it.
     *
     * @return The metric.
     */
    public EvaluationMetric<Label, LabelMetric.Context> metric() {
        return new LabelMetric(MODEL, name(), (target, context) -> {
            Double value = ModelSparsity.of(context.getModel()).metrics().get(id());
            if (value == null) {
                throw new IllegalArgumentException(
                        "Model '" + context.getModel().getName() + "' has no metric " + name());
            }
            return value;
        });
    }
}
