package org.setlstm.sequence;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableDataset;
import org.tribuo.MutableFeatureMap;
import org.tribuo.MutableOutputInfo;
import org.tribuo.OutputFactory;
import org.tribuo.OutputInfo;
import org.tribuo.Tribuo;
import org.tribuo.classification.Label;
import org.tribuo.protos.core.DatasetProto;
import org.tribuo.provenance.DataProvenance;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.util.Util;

/**
 * A data set of documents in some two bytes a token, where Tribuo's {@link MutableDataset} and its source take thirty. It has the same
 * examples, features, outputs and order, and a model trained on it the same bits.
 *
 * <p>Examples are made from {@link TokenExamples} when somebody asks, and so are the feature maps, at each call anew: hold on to
 * what is used twice. What is changed in an example is changed there alone: for examples with weights of their own copy the data
 * set, {@code MutableDataset.createDeepCopy(data)}. Stored, it is a {@link MutableDataset}.
 */
public final class TokenDataset extends Dataset<Label> {
    private static final long serialVersionUID = 1L;

    private final transient TokenExamples examples;
    private final transient MutableOutputInfo<Label> outputs;

    /** Negative until somebody asks. */
    private transient int featureCount = -1;

    /**
     * Takes the examples of a source; a {@link TokenSource} shares its own.
     *
     * @param source The source.
     * @throws IllegalArgumentException If an example has no features, one twice, or one that is no number.
     */
    public TokenDataset(DataSource<Label> source) {
        this(
                source instanceof TokenSource tokens ? tokens.tokenExamples() : read(source),
                source.getProvenance(),
                source.getOutputFactory());
    }

    /**
     * Takes examples.
     *
     * @param examples The examples.
     * @param provenance Where they come from.
     * @param factory Of their outputs.
     * @throws IllegalArgumentException If an example has no features, one twice, or one that is no number.
     */
    public TokenDataset(Iterable<Example<Label>> examples, DataProvenance provenance, OutputFactory<Label> factory) {
        this(read(examples), provenance, factory);
    }

    private TokenDataset(TokenExamples examples, DataProvenance provenance, OutputFactory<Label> factory) {
        super(provenance, factory);
        this.examples = examples;
        int invalid = examples.firstInvalid();
        if (invalid >= 0) {
            throw new IllegalArgumentException("Example " + (invalid + 1)
                    + " has no features, the same feature twice, or one whose value is no number");
        }
        outputs = factory.generateInfo();
        IntStream.range(0, examples.size()).forEach(i -> outputs.observe(examples.label(i)));
    }

    private static TokenExamples read(Iterable<Example<Label>> examples) {
        TokenExamples tokens = new TokenExamples();
        // Copies, for what isn't just tokens is kept.
        examples.forEach(example -> tokens.add(example.copy()));
        return tokens;
    }

    /**
     * What the data set holds.
     *
     * @return The examples in the order of their indices.
     */
    public TokenExamples examples() {
        return examples;
    }

    /**
     * The order in which the data set is iterated over.
     *
     * @return The indices of the examples, shuffled if the data set is.
     */
    public synchronized int[] order() {
        return indices == null ? IntStream.range(0, size()).toArray() : indices.clone();
    }

    @Override
    public List<Example<Label>> getData() {
        return Collections.unmodifiableList(examples);
    }

    @Override
    public Example<Label> getExample(int index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("Example index " + index + " is out of bounds.");
        }
        return examples.get(index);
    }

    @Override
    public int size() {
        return examples.size();
    }

    @Override
    public synchronized void shuffle(boolean shuffle) {
        indices = shuffle ? Util.randperm(size(), rng) : null;
    }

    @Override
    public synchronized Iterator<Example<Label>> iterator() {
        return indices == null
                ? getData().iterator()
                : Arrays.stream(indices).mapToObj(examples::get).iterator();
    }

    @Override
    public Set<Label> getOutputs() {
        return outputs.getDomain();
    }

    @Override
    public OutputInfo<Label> getOutputInfo() {
        return outputs;
    }

    @Override
    public ImmutableOutputInfo<Label> getOutputIDInfo() {
        return outputs.generateImmutableOutputInfo();
    }

    @Override
    public MutableFeatureMap getFeatureMap() {
        return new ObservedFeatures(examples).map();
    }

    @Override
    public ImmutableFeatureMap getFeatureIDMap() {
        return new ImmutableFeatureMap(getFeatureMap());
    }

    /** Tribuo's constructor that takes a data set makes a feature map to learn its size, so here are the entries themselves. */
    @Override
    public synchronized DatasetProvenance getProvenance() {
        if (featureCount < 0) {
            featureCount = new ObservedFeatures(examples).count();
        }
        Map<String, Provenance> entries = new HashMap<>();
        putString(entries, ObjectProvenance.CLASS_NAME, TokenDataset.class.getName());
        putString(entries, "tribuo-version", Tribuo.VERSION);
        entries.put("datasource", sourceProvenance);
        entries.put("transformations", new ListProvenance<>());
        for (String no : List.of("is-dense", "is-sequence")) {
            entries.put(no, new BooleanProvenance(no, false));
        }
        putInt(entries, "num-examples", size());
        putInt(entries, "num-features", featureCount);
        putInt(entries, "num-outputs", outputs.size());
        return new DatasetProvenance(entries);
    }

    private static void putString(Map<String, Provenance> entries, String name, String value) {
        entries.put(name, new StringProvenance(name, value));
    }

    private static void putInt(Map<String, Provenance> entries, String name, int value) {
        entries.put(name, new IntProvenance(name, value));
    }

    @Override
    public DatasetProto serialize() {
        return mutable().serialize();
    }

    private Object writeReplace() {
        return mutable();
    }

    /** Examples in the order of their indices. */
    private MutableDataset<Label> mutable() {
        return new MutableDataset<>(examples, sourceProvenance, outputFactory);
    }

    @Override
    public String toString() {
        return "TokenDataset(source=" + sourceProvenance + ")";
    }
}
