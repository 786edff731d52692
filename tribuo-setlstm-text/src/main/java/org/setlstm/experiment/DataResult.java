package org.setlstm.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a comparison found on a data set.
 *
 * @param name The data set.
 * @param documents Its training documents.
 * @param majority What needs no model.
 * @param denseParameters Those of the configured network with every matrix full.
 * @param models The models, in the order in which they were asked for.
 */
record DataResult(
        String name, int documents, MajorityBaseline majority, long denseParameters, List<ModelResult> models) {
    /**
     * A model's runs.
     *
     * @param name The model.
     * @param runs By seed, at least one.
     * @param againstSet How it differs from {@code set}; null for that model itself, and where there is none.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ModelResult(ModelName name, List<RunReport> runs, AgainstSet againstSet) {
        Statistic statistic(ToDoubleFunction<RunReport> value) {
            return Statistic.of(runs.stream().mapToDouble(value).toArray());
        }
    }

    /** Parameters over those of the dense network. */
    double ofDense(ModelResult model) {
        return model.statistic(r -> r.parameters().stored()).mean() / denseParameters;
    }
}
