package org.setlstm.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.setlstm.evaluation.SparsityReport.Matrix;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.ensemble.EnsembleModel;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.transform.TransformedModel;

/** What a model says of its sparsity; of an ensemble, what its members say together. */
record ModelSparsity(SparsityReport report, Connectivity connectivity, OptionalDouble explored) {
    /** Looks into {@link TransformedModel}s and ensembles. Others are an {@link IllegalArgumentException}. */
    static ModelSparsity of(Model<Label> model) {
        List<SparseWeights> members = new ArrayList<>();
        collect(model, model, members);
        List<ModelSparsity> all = members.stream()
                .map(m -> new ModelSparsity(m.sparsity(), m.connectivity(), m.explored()))
                .toList();
        return all.size() == 1 ? all.get(0) : joint(all);
    }

    private static void collect(Model<Label> asked, Model<Label> model, List<SparseWeights> members) {
        if (model instanceof SparseWeights sparse) {
            members.add(sparse);
        } else if (model instanceof TransformedModel<Label> transformed) {
            collect(asked, transformed.getInnerModel(), members);
        } else if (model instanceof EnsembleModel<Label> ensemble) {
            ensemble.getModels().forEach(m -> collect(asked, m, members));
        } else {
            throw new IllegalArgumentException("Model '" + asked.getName() + "' of class "
                    + asked.getClass().getName() + " reports no sparsity"
                    + (model == asked
                            ? ""
                            : ", because it holds '" + model.getName() + "' of class "
                                    + model.getClass().getName())
                    + ". SparsityEvaluator is for SETLSTMModels, ensembles of them, and a TransformedModel around one:"
                    + " evaluate others with LabelEvaluator.");
        }
    }

    private static ModelSparsity joint(List<ModelSparsity> members) {
        double explored = 0.0;
        double positions = 0.0;
        for (ModelSparsity m : members) {
            double size = m.report.matrices().stream().mapToDouble(Matrix::size).sum();
            // What one member doesn't know, all together don't.
            explored += size * m.explored.orElse(Double.NaN);
            positions += size;
        }
        return new ModelSparsity(
                SparsityReport.joint(members.stream().map(ModelSparsity::report).toList()),
                Connectivity.joint(
                        members.stream().map(ModelSparsity::connectivity).toList()),
                Double.isNaN(explored) ? OptionalDouble.empty() : OptionalDouble.of(explored / positions));
    }

    Map<MetricID<Label>, Double> metrics() {
        Map<MetricID<Label>, Double> values = new LinkedHashMap<>();
        values.put(SparsityMetric.DENSITY.id(), report.density());
        values.put(SparsityMetric.STORED_PARAMETERS.id(), (double) report.stored());
        values.put(SparsityMetric.DENSE_PARAMETERS.id(), (double) report.dense());
        values.put(SparsityMetric.MULTIPLY_ADDS.id(), (double) report.multiplyAdds());
        values.put(SparsityMetric.DENSE_MULTIPLY_ADDS.id(), (double) report.denseMultiplyAdds());
        values.put(SparsityMetric.DEAD_UNITS.id(), connectivity.deadUnitShare());
        values.put(SparsityMetric.UNUSED_WORDS.id(), connectivity.unusedWordShare());
        explored.ifPresent(share -> values.put(SparsityMetric.EXPLORED.id(), share));
        for (List<Matrix> matrices : List.of(report.gatesTogether(), report.matrices())) {
            for (Matrix m : matrices) {
                values.put(SparsityMetric.DENSITY.id(m.name()), m.density());
                values.put(SparsityMetric.STORED_PARAMETERS.id(m.name()), (double) m.stored());
                values.put(SparsityMetric.DENSE_PARAMETERS.id(m.name()), (double) m.size());
            }
        }
        for (Connectivity.Layer l : connectivity.layers()) {
            var in = l.inDegreeStatistics();
            var out = l.outDegreeStatistics();
            values.put(SparsityMetric.IN_DEGREE_MIN.id(l.name()), (double) in.getMin());
            values.put(SparsityMetric.IN_DEGREE_MEAN.id(l.name()), in.getAverage());
            values.put(SparsityMetric.IN_DEGREE_MAX.id(l.name()), (double) in.getMax());
            values.put(SparsityMetric.OUT_DEGREE_MIN.id(l.name()), (double) out.getMin());
            values.put(SparsityMetric.OUT_DEGREE_MEAN.id(l.name()), out.getAverage());
            values.put(SparsityMetric.OUT_DEGREE_MAX.id(l.name()), (double) out.getMax());
            values.put(
                    SparsityMetric.DEAD_UNITS.id(l.name()),
                    (double) l.dead() / l.inDegrees().size());
        }
        return values;
    }

    String text() {
        return report.toFormattedString()
                + System.lineSeparator()
                + connectivity.toFormattedString()
                + System.lineSeparator()
                + table().text();
    }

    String html() {
        return report.table().html() + "\n" + connectivity.table().html() + "\n" + table().html();
    }

    private Table table() {
        return new Table(List.of(
                List.of("share", ""),
                List.of("dead units", Table.percent(connectivity.deadUnitShare())),
                List.of("unused words", Table.percent(connectivity.unusedWordShare())),
                List.of(
                        "positions ever stored",
                        explored.isPresent() ? Table.percent(explored.getAsDouble()) : "not recorded")));
    }
}
