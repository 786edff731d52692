package org.setlstm.reproduction;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.setlstm.sequence.TokenDataset;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.dataset.DatasetView;
import org.tribuo.dataset.DatasetView.DatasetViewProvenance;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.dataset.MinimumCardinalityDataset.MinimumCardinalityDatasetProvenance;
import org.tribuo.datasource.AggregateConfigurableDataSource;
import org.tribuo.datasource.AggregateDataSource;
import org.tribuo.evaluation.TrainTestSplitter;
import org.tribuo.evaluation.TrainTestSplitter.SplitDataSourceProvenance;
import org.tribuo.provenance.DataProvenance;
import org.tribuo.provenance.DatasetProvenance;

/** Rebuilds data sets from what their provenance says. Tribuo's provenances have few getters: entries go by their names. */
final class RebuiltData {
    private final UnaryOperator<Path> places;

    /** @param places Where each file is now. */
    RebuiltData(UnaryOperator<Path> places) {
        this.places = places;
    }

    Dataset<Label> dataset(DatasetProvenance provenance) {
        if (!provenance.getTransformationProvenance().getList().isEmpty()) {
            throw unknown("a data set whose features were transformed");
        }
        DataProvenance source = provenance.getSourceProvenance();
        if (provenance instanceof DatasetViewProvenance view) {
            return view(view, inner(source));
        }
        if (provenance instanceof MinimumCardinalityDatasetProvenance frequent) {
            return new MinimumCardinalityDataset<>(inner(source), (int) value(frequent, "min-cardinality"));
        }
        if (provenance.getClassName().equals(TokenDataset.class.getName())) {
            return source instanceof DatasetProvenance ? tokens(inner(source)) : new TokenDataset(source(source));
        }
        if (!provenance.getClassName().equals(MutableDataset.class.getName())) {
            // An ImmutableDataset's features, for one, are those of another data set or model.
            throw unknown("a data set of class " + provenance.getClassName());
        }
        return source instanceof DatasetProvenance
                ? MutableDataset.createDeepCopy(inner(source))
                : new MutableDataset<>(source(source));
    }

    private static TokenDataset tokens(Dataset<Label> inner) {
        return new TokenDataset(inner, inner.getProvenance(), inner.getOutputFactory());
    }

    private Dataset<Label> inner(DataProvenance provenance) {
        if (provenance instanceof DatasetProvenance inner) {
            return dataset(inner);
        }
        throw unknown("a data set of a data set whose provenance is a " + provenance.getClassName());
    }

    private static Dataset<Label> view(DatasetViewProvenance provenance, Dataset<Label> inner) {
        requireSize((DatasetProvenance) provenance.getSourceProvenance(), inner);
        int size = (int) value(provenance, "size");
        int[] indices = ((ListProvenance<?>) entry(provenance, "indices"))
                .getList().stream()
                        .mapToInt(index -> (int) ((PrimitiveProvenance<?>) index).getValue())
                        .toArray();
        if (indices.length == size) {
            return new DatasetView<>(inner, indices, (String) value(provenance, "tag"));
        }
        if (provenance.isSampled() && !provenance.isWeighted()) {
            return DatasetView.createBootstrapView(inner, size, (long) value(provenance, "seed"));
        }
        throw unknown("a DatasetView that didn't record its examples, as setStoreIndices(true) makes it do");
    }

    /** Which examples are in a view goes by their numbers. */
    private static void requireSize(DatasetProvenance provenance, Dataset<Label> inner) {
        int then = provenance.getNumExamples();
        if (inner.size() != then) {
            throw new IllegalArgumentException(
                    "The model was trained on some of " + then + " examples, which are " + inner.size() + " now"
                            + ProvenanceDifferences.ofFiles(provenance, inner.getProvenance()).stream()
                                    .map(d -> "; " + d.toFormattedString())
                                    .collect(Collectors.joining()));
        }
    }

    private DataSource<Label> source(DataProvenance provenance) {
        if (provenance instanceof SplitDataSourceProvenance split) {
            TrainTestSplitter<Label> splitter = new TrainTestSplitter<>(
                    source((DataProvenance) entry(split, "source")), (double) value(split, "train-proportion"), (long)
                            value(split, "seed"));
            return (boolean) value(split, "is-train") ? splitter.getTrain() : splitter.getTest();
        }
        if (provenance.getClassName().equals(AggregateDataSource.class.getName())) {
            return new AggregateDataSource<>(sources(provenance), order(provenance));
        }
        if (provenance.getClassName().equals(AggregateConfigurableDataSource.class.getName())) {
            // OLCUT can't make one, for want of a constructor.
            List<ConfigurableDataSource<Label>> sources = new ArrayList<>();
            sources(provenance).forEach(source -> sources.add((ConfigurableDataSource<Label>) source));
            return new AggregateConfigurableDataSource<>(sources, order(provenance));
        }
        if (provenance instanceof ConfiguredObjectProvenance configured) {
            @SuppressWarnings("unchecked") // The model was trained on its Labels.
            ConfigurableDataSource<Label> source = Reconfigured.copy(configured, ConfigurableDataSource.class, places);
            return source;
        }
        throw unknown("a source that is no ConfigurableDataSource but a " + provenance.getClassName());
    }

    private List<DataSource<Label>> sources(DataProvenance provenance) {
        List<DataSource<Label>> sources = new ArrayList<>();
        for (Provenance source : (ListProvenance<?>) entry(provenance, "sources")) {
            sources.add(source((DataProvenance) source));
        }
        return sources;
    }

    private static AggregateDataSource.IterationOrder order(DataProvenance provenance) {
        return AggregateDataSource.IterationOrder.valueOf(
                value(provenance, "order").toString());
    }

    private static Object value(ObjectProvenance provenance, String name) {
        return ((PrimitiveProvenance<?>) entry(provenance, name)).getValue();
    }

    private static Provenance entry(ObjectProvenance provenance, String name) {
        for (Pair<String, Provenance> entry : provenance) {
            if (entry.getA().equals(name)) {
                return entry.getB();
            }
        }
        throw new IllegalArgumentException("The provenance of " + provenance.getClassName() + " has no entry " + name);
    }

    private static IllegalArgumentException unknown(String what) {
        return new IllegalArgumentException("The model was trained on " + what + ", which its provenance alone can't"
                + " bring back: make the same data set in a program, and give it to Reproducer.reproduce(Dataset)");
    }
}
