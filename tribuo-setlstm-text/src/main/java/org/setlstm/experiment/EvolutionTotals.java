package org.setlstm.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.setlstm.training.EvolutionReport;

/** Adds up what all evolutions of a training report. */
public final class EvolutionTotals {
    private final Map<String, EvolutionReport> matrices = new LinkedHashMap<>();

    /** Of a training that begins. */
    public EvolutionTotals() {}

    /**
     * Adds an evolution.
     *
     * @param reports One of each matrix.
     */
    public void add(List<EvolutionReport> reports) {
        for (EvolutionReport r : reports) {
            matrices.merge(
                    r.matrix(),
                    r,
                    (a, b) -> new EvolutionReport(
                            a.matrix(), a.removed() + b.removed(), a.grown() + b.grown(), b.explored()));
        }
    }

    /**
     * The totals so far.
     *
     * @return For each matrix all that was removed and grown, and the share explored at the end.
     */
    public List<EvolutionReport> reports() {
        return List.copyOf(matrices.values());
    }
}
