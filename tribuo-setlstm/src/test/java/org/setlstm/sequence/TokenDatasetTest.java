package org.setlstm.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tribuo.CategoricalInfo;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.MutableFeatureMap;
import org.tribuo.RealInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.dataset.DatasetView;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.evaluation.KFoldSplitter;
import org.tribuo.evaluation.TrainTestSplitter;
import org.tribuo.impl.ArrayExample;
import org.tribuo.impl.BinaryFeaturesExample;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Whatever Tribuo asks of a data set, it hears the same as from its own of the same source. */
class TokenDatasetTest {
    private static final LabelFactory FACTORY = new LabelFactory();

    private static Example<Label> example(Label label, List<String> tokens) {
        Example<Label> example = new ArrayExample<>(label);
        example.addAll(TokenFeatures.encode("", tokens));
        return example;
    }

    /** Frequent words stand at more than 50 places, where Tribuo's histograms end. */
    private static List<Example<Label>> examples(int count) {
        SplittableRandom random = new SplittableRandom(4);
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> tokens = new ArrayList<>();
            for (int t = random.nextInt(1, 150); t > 0; t--) {
                tokens.add("w" + (int) (300.0 * Math.pow(random.nextDouble(), 3.0)));
            }
            examples.add(example(new Label(List.of("b", "c", "a").get(random.nextInt(3))), tokens));
        }
        return examples;
    }

    /** What says more or less than a label and tokens. */
    private static List<Example<Label>> oddities() {
        Label label = new Label("a");
        List<Example<Label>> odd = new ArrayList<>(examples(5));
        odd.add(new ArrayExample<>(label, List.of(new Feature("gap#1", 1), new Feature("w0#1", 3))));
        odd.add(new ArrayExample<>(label, List.of(new Feature("w0#2", 1))));
        odd.add(new ArrayExample<>(label, List.of(new Feature("w0#1", 2), new Feature("w0#2", 1))));
        odd.add(new ArrayExample<>(label, List.of(new Feature("w0#1", 1.5))));
        odd.add(new ArrayExample<>(label, List.of(new Feature("w0#1", 1), new Feature("w2#1", 1))));
        odd.add(new ArrayExample<>(label, List.of(new Feature("1-N=good", 1))));
        odd.add(new ArrayExample<>(label, List.of(new Feature("#1", 1))));
        odd.add(new BinaryFeaturesExample<>(label, new String[] {"w0#1"}));
        odd.add(example(LabelFactory.UNKNOWN_LABEL, List.of("w0", "w2")));
        odd.add(example(new Label("a", 0.5), List.of("w0", "w2")));
        Example<Label> noted = example(label, List.of("w0", "w0"));
        noted.setMetadataValue("place", "line 3");
        odd.add(noted);
        return odd;
    }

    private static DataSource<Label> source(List<Example<Label>> examples) {
        return new ListDataSource<>(examples, FACTORY, new SimpleDataSourceProvenance("documents", FACTORY));
    }

    private static void assertSameExamples(Iterable<Example<Label>> expected, Iterable<Example<Label>> actual) {
        Iterator<Example<Label>> others = actual.iterator();
        for (Example<Label> example : expected) {
            Example<Label> other = others.next();
            assertEquals(example, other);
            // Equality overlooks these.
            assertEquals(example.getClass(), other.getClass());
            assertEquals(example.getWeight(), other.getWeight());
            assertEquals(example.getMetadata(), other.getMetadata());
        }
        assertTrue(!others.hasNext());
    }

    private static void assertSameData(Dataset<Label> expected, Dataset<Label> actual) {
        assertEquals(expected.size(), actual.size());
        assertSameExamples(expected, actual);
        assertSameExamples(expected.getData(), actual.getData());
        IntStream.range(0, expected.size()).forEach(i -> assertEquals(expected.getExample(i), actual.getExample(i)));
        assertEquals(expected.getFeatureMap(), actual.getFeatureMap());
        ImmutableFeatureMap expectedIds = expected.getFeatureIDMap();
        ImmutableFeatureMap ids = actual.getFeatureIDMap();
        assertEquals(expectedIds, ids);
        expectedIds.forEach(info -> assertEquals(expectedIds.getID(info.getName()), ids.getID(info.getName())));
        assertEquals(expected.getOutputs(), actual.getOutputs());
        assertEquals(expected.getOutputInfo(), actual.getOutputInfo());
        assertEquals(
                expected.getOutputInfo().getUnknownCount(),
                actual.getOutputInfo().getUnknownCount());
        assertEquals(expected.getOutputIDInfo(), actual.getOutputIDInfo());
        assertSame(expected.getSourceProvenance(), actual.getSourceProvenance());
        assertTrue(actual.validate(Label.class));
    }

    private static Map<String, Provenance> entries(DatasetProvenance provenance) {
        Map<String, Provenance> entries = new LinkedHashMap<>();
        provenance.forEach(entry -> entries.put(entry.getA(), entry.getB()));
        return entries;
    }

    @Test
    void aDataSetIsTheSame() {
        DataSource<Label> source = source(examples(500));
        MutableDataset<Label> expected = new MutableDataset<>(source);
        TokenDataset actual = new TokenDataset(source);
        assertTrue(actual.examples().areSequences());
        assertInstanceOf(RealInfo.class, actual.getFeatureMap().get("w0#6"));
        assertInstanceOf(CategoricalInfo.class, actual.getFeatureMap().get("w99#2"));
        assertSameData(expected, actual);
    }

    @Test
    void soIsOneOfOddExamples() {
        List<Example<Label>> odd = oddities();
        for (int i = 0; i < odd.size(); i++) {
            odd.get(i).setWeight(i % 3 == 0 ? 1.0f : 0.25f * i);
        }
        DataSource<Label> source = source(odd);
        TokenDataset actual = new TokenDataset(source);
        assertTrue(!actual.examples().areSequences());
        assertSameData(new MutableDataset<>(source), actual);
        assertEquals(entriesButClass(new MutableDataset<>(source)), entriesButClass(actual));
        assertEquals(1, actual.getOutputInfo().getUnknownCount());
    }

    @Test
    void examplesKeepTheirWeights() {
        List<Example<Label>> examples = examples(60);
        IntStream.range(20, 60).filter(i -> i % 4 != 0).forEach(i -> examples.get(i)
                .setWeight(i));
        DataSource<Label> source = source(examples);
        assertSameData(new MutableDataset<>(source), new TokenDataset(source));
    }

    @Test
    void whatChangesInAnExampleChangesThereAlone() {
        for (List<Example<Label>> examples : List.of(examples(5), oddities())) {
            List<Example<Label>> before = examples.stream().map(Example::copy).toList();
            TokenDataset data = new TokenDataset(source(examples));
            for (int i = 0; i < data.size(); i++) {
                Example<Label> example = data.getExample(i);
                assertNotSame(example, data.getExample(i));
                example.setWeight(3.0f);
                example.add(new Feature("own", 1.0));
                examples.get(i).setWeight(7.0f);
            }
            assertSameExamples(before, data);
        }
    }

    private static Map<String, Provenance> entriesButClass(Dataset<Label> data) {
        Map<String, Provenance> entries = entries(data.getProvenance());
        entries.remove("class-name");
        return entries;
    }

    @Test
    void provenanceTellsTheDataSetsApartByTheirClassAlone() {
        DataSource<Label> source = source(examples(40));
        DatasetProvenance provenance = new TokenDataset(source).getProvenance();
        MutableDataset<Label> expected = new MutableDataset<>(source);
        assertEquals(entriesButClass(expected), entriesButClass(new TokenDataset(source)));
        assertEquals(TokenDataset.class.getName(), provenance.getClassName());
        assertEquals(DatasetProvenance.class, provenance.getClass());
        assertEquals(provenance, ProvenanceUtil.unmarshalProvenance(ProvenanceUtil.marshalProvenance(provenance)));
        // Nested, as in a data set of a data set.
        TokenDataset outer = new TokenDataset(expected, expected.getProvenance(), FACTORY);
        assertEquals(expected.getProvenance(), outer.getProvenance().getSourceProvenance());
        assertSameExamples(expected, outer);
    }

    @Test
    void shufflingChangesTheIterationAlone() {
        DataSource<Label> source = source(examples(50));
        TokenDataset data = new TokenDataset(source);
        List<Example<Label>> before = new ArrayList<>(data.getData());
        data.shuffle(true);
        List<Example<Label>> shuffled = new ArrayList<>();
        data.forEach(shuffled::add);
        assertNotEquals(before, shuffled);
        assertEquals(before, data.getData());
        List<Example<Label>> ordered = new ArrayList<>();
        for (int i : data.order()) {
            ordered.add(data.getExample(i));
        }
        assertEquals(shuffled, ordered);
        assertEquals(
                IntStream.range(0, 50).boxed().toList(),
                IntStream.of(data.order()).sorted().boxed().toList());
        data.shuffle(false);
        assertSameData(new MutableDataset<>(source), data);
    }

    @Test
    void viewsFoldsAndSplitsAreTheSame() {
        DataSource<Label> source = source(examples(90));
        MutableDataset<Label> expected = new MutableDataset<>(source);
        TokenDataset actual = new TokenDataset(source);
        var expectedFolds = new KFoldSplitter<Label>(3, 5).split(expected, true);
        var actualFolds = new KFoldSplitter<Label>(3, 5).split(actual, true);
        while (expectedFolds.hasNext()) {
            var fold = expectedFolds.next();
            var same = actualFolds.next();
            assertSameExamples(fold.train, same.train);
            assertSameExamples(fold.test, same.test);
            assertEquals(fold.train.getFeatureIDMap(), same.train.getFeatureIDMap());
        }
        assertSameExamples(
                DatasetView.createBootstrapView(expected, 70, 3), DatasetView.createBootstrapView(actual, 70, 3));
        assertSameExamples(new MinimumCardinalityDataset<>(expected, 9), new MinimumCardinalityDataset<>(actual, 9));
        assertSameExamples(MutableDataset.createDeepCopy(expected), MutableDataset.createDeepCopy(actual));
        TrainTestSplitter<Label> splitter = new TrainTestSplitter<>(source, 0.7, 2);
        assertSameData(new MutableDataset<>(splitter.getTrain()), new TokenDataset(splitter.getTrain()));
    }

    @Test
    void storedItIsOneOfTribuos() throws Exception {
        for (List<Example<Label>> examples : List.of(examples(30), oddities())) {
            DataSource<Label> source = source(examples);
            TokenDataset data = new TokenDataset(source);
            Dataset<?> read = Dataset.deserialize(data.serialize());
            assertEquals(MutableDataset.class, read.getClass());
            MutableDataset<Label> expected = new MutableDataset<>(source);
            assertEquals(expected.serialize(), data.serialize());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(data);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                MutableDataset<?> copy = assertInstanceOf(MutableDataset.class, in.readObject());
                assertEquals(expected.getData(), copy.getData());
                assertEquals(expected.getFeatureMap(), copy.getFeatureMap());
            }
        }
    }

    @Test
    void aTokenSourceSharesItsExamples() {
        TokenExamples examples = new TokenExamples();
        examples(20).forEach(examples::add);
        DataSource<Label> plain = source(examples);
        TokenSource shared = new SharedSource(plain, examples);
        TokenDataset data = new TokenDataset(shared);
        assertSame(examples, data.examples());
        assertNotSame(examples, new TokenDataset(plain).examples());
        assertSameExamples(plain, data);
    }

    private record SharedSource(DataSource<Label> plain, TokenExamples tokenExamples) implements TokenSource {
        @Override
        public Iterator<Example<Label>> iterator() {
            return plain.iterator();
        }

        @Override
        public LabelFactory getOutputFactory() {
            return FACTORY;
        }

        @Override
        public org.tribuo.provenance.DataSourceProvenance getProvenance() {
            return plain.getProvenance();
        }
    }

    @Test
    void whatTribuoRefusesIsRefused() {
        List<Example<Label>> wrong = List.of(
                new ArrayExample<>(new Label("a")),
                new ArrayExample<>(new Label("a"), List.of(new Feature("w#1", 1), new Feature("w#1", 2))),
                new ArrayExample<>(new Label("a"), List.of(new Feature("w#1", Double.NaN))));
        for (Example<Label> example : wrong) {
            List<Example<Label>> all = new ArrayList<>(examples(3));
            all.add(2, example);
            assertThrows(IllegalArgumentException.class, () -> new MutableDataset<>(source(all)));
            String message = assertThrows(IllegalArgumentException.class, () -> new TokenDataset(source(all)))
                    .getMessage();
            assertEquals("Example 3 has no features, the same feature twice, or one whose value is no number", message);
        }
        assertThrows(IllegalArgumentException.class, () -> new TokenDataset(source(examples(3))).getExample(3));
    }

    @Test
    void documentsCanBeAddedWithoutExamples() {
        TokenExamples examples = new TokenExamples();
        List<String> tokens = List.of("x", "y", "x");
        examples.add(new Label("a"), tokens, examples.documents().ids(tokens));
        assertEquals(List.of(example(new Label("a"), tokens)), examples);
        assertThrows(IndexOutOfBoundsException.class, () -> examples.get(1));
        for (Label wrong : List.of(LabelFactory.UNKNOWN_LABEL, new Label("a", 1.0))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> examples.add(wrong, tokens, examples.documents().ids(tokens)));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> examples.add(new Label("a"), Collections.emptyList(), new int[0]));
        assertEquals(1, examples.size());
        MutableFeatureMap features = new MutableFeatureMap();
        TokenFeatures.encode("", tokens).forEach(f -> features.add(f.getName(), f.getValue()));
        assertEquals(features, new ObservedFeatures(examples).map());
        assertEquals(3, new ObservedFeatures(examples).count());
    }
}
