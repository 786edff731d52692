package org.setlstm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.setlstm.text.Texts.EXTRACTOR;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.parallel.Workers;
import org.setlstm.sequence.TokenDataset;
import org.setlstm.sequence.TokenDocuments;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.TextFeatureExtractor;
import org.tribuo.data.text.TextPipeline;
import org.tribuo.data.text.impl.CasingPreprocessor;
import org.tribuo.data.text.impl.CasingPreprocessor.CasingOperation;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;
import org.tribuo.util.tokens.impl.SplitFunctionTokenizer;
import org.tribuo.util.tokens.impl.SplitFunctionTokenizer.SplitResult;

/** Texts are read in order whatever the threads, and become what their extractor makes of them. */
class DocumentsTest {
    @TempDir
    Path directory;

    private Path file;
    private List<String> lines;

    /** More than are cut into tokens at once, of which every seventh has none. */
    @BeforeEach
    void write() throws IOException {
        SplittableRandom random = new SplittableRandom(6);
        lines = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            StringBuilder line = new StringBuilder(random.nextBoolean() ? "yes\t" : "no\t");
            for (int w = i % 7 == 3 ? 0 : random.nextInt(1, 40); w > 0; w--) {
                line.append(' ').append(Integer.toString(random.nextInt(1 + random.nextInt(9000)), 36));
            }
            lines.add(line.append(" .").toString());
        }
        file = Files.write(directory.resolve("texts.tsv"), lines);
    }

    /** One after another, without any of our code that reads. */
    private static List<Example<Label>> extracted(List<String> lines, TextFeatureExtractor<Label> extractor) {
        List<Example<Label>> examples = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split("\t", 2);
            Example<Label> example = extractor.extract(new Label(parts[0]), parts[1]);
            if (example.size() > 0) {
                examples.add(example);
            }
        }
        return examples;
    }

    private DelimitedTextSource read(TextFeatureExtractor<Label> extractor, DocumentPreprocessor... preprocessors) {
        try {
            return new DelimitedTextSource(file, extractor, preprocessors);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Example<Label>> all(Iterable<Example<Label>> examples) {
        List<Example<Label>> all = new ArrayList<>();
        examples.forEach(all::add);
        return all;
    }

    @Test
    void threadsMakeNoDifference() {
        List<Example<Label>> expected = extracted(lines, EXTRACTOR);
        List<String> types = Stream.of(lines)
                .flatMap(List::stream)
                .flatMap(line -> new TokenSequencePipeline().tokenize(line.substring(line.indexOf('\t'))).stream())
                .distinct()
                .toList();
        for (int threads : new int[] {1, 2, 5}) {
            try (Workers workers = new Workers(threads)) {
                DelimitedTextSource source = workers.call(() -> read(EXTRACTOR));
                assertEquals(expected, all(source));
                TokenDocuments documents = source.tokenExamples().documents();
                assertEquals(types.size(), documents.types());
                for (int id = 0; id < types.size(); id++) {
                    assertEquals(types.get(id), documents.token(id));
                }
            }
        }
    }

    @Test
    void aDataSetSharesWhatItsSourceHolds() {
        DelimitedTextSource source = read(EXTRACTOR);
        TokenDataset data = new TokenDataset(source);
        assertSame(source.tokenExamples(), data.examples());
        assertTrue(data.examples().areSequences());
        MutableDataset<Label> expected = new MutableDataset<>(source);
        assertEquals(expected.getData(), data.getData());
        assertEquals(expected.getFeatureMap(), data.getFeatureMap());
        assertSame(source.getProvenance(), data.getSourceProvenance());
    }

    @Test
    void preprocessorsComeFirst() {
        TokenSequencePipeline cased = new TokenSequencePipeline(NamedTokenizer.WORDS.create(), false, 9);
        TextFeatureExtractor<Label> extractor = new TextFeatureExtractorImpl<>(cased);
        List<String> upper = lines.stream()
                .map(line -> line.substring(0, line.indexOf('\t'))
                        + line.substring(line.indexOf('\t')).toUpperCase(Locale.ROOT))
                .toList();
        assertEquals(
                extracted(upper, extractor), all(read(extractor, new CasingPreprocessor(CasingOperation.UPPERCASE))));
    }

    private static final class Splitter extends SplitFunctionTokenizer {
        private final SplitFunction own;

        Splitter(SplitFunction function) {
            super(function);
            own = function;
        }

        @Override
        public Splitter clone() {
            return new Splitter(own);
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return new ConfiguredObjectProvenanceImpl(this, "Tokenizer");
        }
    }

    /** Its function is no part of its configuration: a copy from that would not have it. */
    @Test
    void theTokenizerIsTheExtractorsOwn() {
        Splitter atZeros = new Splitter(
                (codepoint, index, text) -> codepoint == '0' ? SplitResult.SPLIT_AT : SplitResult.NO_SPLIT_WORD);
        TextFeatureExtractor<Label> extractor =
                new TextFeatureExtractorImpl<>(new TokenSequencePipeline(atZeros, true, 0));
        List<Example<Label>> expected = extracted(lines, extractor);
        assertTrue(expected.stream().anyMatch(e -> e.size() > 1));
        assertEquals(expected, all(read(extractor)));
    }

    /** For one thread, and with a feature for the length beside the tokens. */
    private static final class Own implements TextPipeline {
        private final TokenSequencePipeline tokens = new TokenSequencePipeline();
        private final Thread only = Thread.currentThread();

        @Override
        public List<Feature> process(String tag, String data) {
            assertSame(only, Thread.currentThread());
            List<Feature> features = new ArrayList<>(tokens.process(tag, data));
            if (features.size() % 2 == 1) {
                features.add(new Feature("length", features.size()));
            }
            return features;
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return new ConfiguredObjectProvenanceImpl(this, "TextPipeline");
        }
    }

    @Test
    void otherPipelinesAreCalledByOneThread() {
        TextFeatureExtractor<Label> extractor = new TextFeatureExtractorImpl<>(new Own());
        DelimitedTextSource source = read(extractor);
        assertEquals(extracted(lines, extractor), all(source));
        assertTrue(!source.tokenExamples().areSequences());
        assertEquals(new MutableDataset<>(source).getFeatureMap(), new TokenDataset(source).getFeatureMap());
    }

    @Test
    void theFirstTextThatFailsIsTold() throws IOException {
        Splitter failing = new Splitter((codepoint, index, text) -> {
            if (codepoint == '#') {
                throw new IllegalStateException(text.toString());
            }
            return SplitResult.NO_SPLIT_WORD;
        });
        lines.set(700, "yes\t# first");
        lines.set(701, "yes\t# second");
        Files.write(file, lines);
        TextFeatureExtractor<Label> extractor =
                new TextFeatureExtractorImpl<>(new TokenSequencePipeline(failing, true, 0));
        assertEquals(
                "# first",
                assertThrows(IllegalStateException.class, () -> read(extractor)).getMessage());
    }
}
