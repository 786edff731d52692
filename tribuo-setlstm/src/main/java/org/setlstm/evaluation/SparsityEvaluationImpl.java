package org.setlstm.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.evaluation.metrics.MetricID;

/** Both halves, computed once. */
final class SparsityEvaluationImpl extends DelegatingLabelEvaluation implements SparsityEvaluation {
    private final ModelSparsity sparsity;
    private final Map<MetricID<Label>, Double> metrics;

    SparsityEvaluationImpl(LabelEvaluation labels, ModelSparsity sparsity) {
        super(labels);
        this.sparsity = sparsity;
        Map<MetricID<Label>, Double> both = new LinkedHashMap<>(labels.asMap());
        both.putAll(sparsity.metrics());
        metrics = Collections.unmodifiableMap(both);
    }

    @Override
    public Map<MetricID<Label>, Double> asMap() {
        return metrics;
    }

    @Override
    public SparsityReport sparsity() {
        return sparsity.report();
    }

    @Override
    public Connectivity connectivity() {
        return sparsity.connectivity();
    }

    @Override
    public OptionalDouble explored() {
        return sparsity.explored();
    }

    @Override
    public String toString() {
        return SparsityEvaluation.toFormattedString(this);
    }
}
