package org.setlstm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.json.JsonProvenanceSerialization;
import com.oracle.labs.mlrg.olcut.config.protobuf.ProtoProvenanceSerialization;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.setlstm.sequence.TokenFeatures;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.DataSource;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.data.text.TextFeatureExtractor;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;
import org.tribuo.provenance.DataSourceProvenance;

/** What the tests of the text sources have in common. */
public final class Texts {
    private static final String[] FILLERS = "the of and a to in is it that was for on are with".split(" ");
    public static final TextFeatureExtractor<Label> EXTRACTOR =
            new TextFeatureExtractorImpl<>(new TokenSequencePipeline());

    private Texts() {}

    /** Texts whose label only the order of two words tells. */
    public static void writeTexts(Path path, int count, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean first = random.nextBoolean();
            StringBuilder text = new StringBuilder(first ? "dog" : "man");
            for (int w = random.nextInt(1, 6); w > 0; w--) {
                text.append(' ').append(FILLERS[random.nextInt(FILLERS.length)]);
            }
            lines.add(
                    (first ? "bites" : "bitten") + "\t" + text.append(" bites ").append(first ? "man" : "dog"));
        }
        Files.write(path, lines);
    }

    /** Each example as "label: token token". */
    public static List<String> documents(Iterable<Example<Label>> examples) {
        List<String> documents = new ArrayList<>();
        for (Example<Label> example : examples) {
            documents.add(example.getOutput().getLabel() + ": " + String.join(" ", TokenFeatures.decode(example)));
        }
        return documents;
    }

    public static String hash(DataSource<Label> source) {
        return instanceValue(source, DataSourceProvenance.RESOURCE_HASH).toString();
    }

    public static Object instanceValue(DataSource<Label> source, String key) {
        ConfiguredObjectProvenance provenance = (ConfiguredObjectProvenance) source.getProvenance();
        return provenance.getInstanceValues().get(key).getValue();
    }

    /** Some of Tribuo's own provenances lose a value on the first pass, and fail on the second. */
    public static void assertProvenanceSurvivesTwice(ObjectProvenance provenance) throws Exception {
        ProtoProvenanceSerialization protobuf = new ProtoProvenanceSerialization(false);
        ObjectProvenance marshalled = provenance;
        ObjectProvenance stored = provenance;
        JsonProvenanceSerialization json = new JsonProvenanceSerialization(true);
        ObjectProvenance written = provenance;
        for (int pass = 0; pass < 2; pass++) {
            marshalled = ProvenanceUtil.unmarshalProvenance(ProvenanceUtil.marshalProvenance(marshalled));
            assertEquals(provenance, marshalled);
            String text = protobuf.marshalAndSerialize(stored);
            stored = protobuf.deserializeAndUnmarshal(text);
            assertEquals(provenance, stored);
            assertEquals(provenance.hashCode(), stored.hashCode());
            written = json.deserializeAndUnmarshal(json.marshalAndSerialize(written));
            assertEquals(provenance, written);
            assertEquals(provenance.hashCode(), written.hashCode());
        }
    }

    public static <S extends ConfigurableDataSource<Label>> S rebuild(S source, Class<S> type) {
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(ProvenanceUtil.extractConfiguration(source.getProvenance()));
        List<S> rebuilt = manager.lookupAll(type);
        assertEquals(1, rebuilt.size());
        return rebuilt.get(0);
    }

    public static void assertContains(String text, Object... parts) {
        for (Object part : parts) {
            assertTrue(text.contains(part.toString()), () -> "'" + part + "' not in: " + text);
        }
    }

    /** Reads a source and returns the warnings it logs. */
    public static List<String> warnings(Class<?> logging, Reading reading) throws Exception {
        List<String> messages = new ArrayList<>();
        Logger logger = Logger.getLogger(logging.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                assertEquals(Level.WARNING, record.getLevel());
                messages.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            reading.read();
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        return messages;
    }

    /** Reads. */
    public interface Reading {
        Object read() throws Exception;
    }
}
