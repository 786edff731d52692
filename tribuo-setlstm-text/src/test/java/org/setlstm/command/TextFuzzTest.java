package org.setlstm.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.text.DelimitedTextSource;
import org.setlstm.text.DirectoryTextSource;
import org.setlstm.text.TextClassifier;
import org.setlstm.text.TextLines;
import org.setlstm.text.TextSources;
import org.setlstm.text.TextToExample;
import org.setlstm.text.Texts;
import org.setlstm.text.WordVectorFile;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Any bytes where texts should be: they are read, or refused by their name, in little time and memory. */
class TextFuzzTest {
    private static final Logger LOGGER = Logger.getLogger("org.setlstm");
    private static final Costs FILES = new Costs("files of texts");
    private static final Costs DIRECTORIES = new Costs("directories of texts");
    private static final Costs VECTORS = new Costs("files of word vectors");
    private static final Costs PREDICTED = new Costs("predicted inputs");

    /** For inputs of a few kilobytes, of which some hold a megabyte when they are unzipped. */
    private static final long MOST_BYTES = 64L << 20;

    private static final int LONG = 1 << 20;
    private static final String TSV =
            "news\tMan bites dog, and the dog \u00e9\ud83d\ude00 bites back!\nusual\tdog\r\n\n";

    private static Path directory;
    private static TextClassifier classifier;

    @BeforeContainer
    static void train() throws IOException {
        LOGGER.setLevel(Level.SEVERE);
        directory = Files.createTempDirectory("fuzz");
        Path file = directory.resolve("train.tsv");
        Files.writeString(file, TSV);
        classifier = new TextClassifier(SETLSTMTrainer.builder()
                .embeddingDimension(6)
                .hiddenDimension(6)
                .epsilon(2.0)
                .epochs(2)
                .minTokenCount(1)
                .threads(1)
                .build()
                .train(new MutableDataset<Label>(new DelimitedTextSource(file, Texts.EXTRACTOR))));
        Files.delete(file);
    }

    @AfterContainer
    static void tell() throws IOException {
        LOGGER.setLevel(null);
        Files.delete(directory);
        List<Costs> all = List.of(FILES, DIRECTORIES, VECTORS, PREDICTED);
        all.forEach(System.out::println);
        for (Costs costs : all) {
            assertTrue(costs.largestBytes() < MOST_BYTES, costs::toString);
        }
    }

    @Provide
    Arbitrary<byte[]> anyFile() {
        Arbitrary<byte[]> part = Arbitraries.of(
                        TSV,
                        "dog 0.5 -1e3 3\n",
                        "2 3\n",
                        "dog",
                        " 1 NaN 1e999\n",
                        "\t",
                        "\n",
                        "\r",
                        "\ufeff",
                        "\u0000",
                        "label",
                        "#",
                        "\ud83d\ude00",
                        "  ")
                .map(s -> s.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> plain = Arbitraries.oneOf(
                        part, Arbitraries.bytes().array(byte[].class).ofMaxSize(3))
                .list()
                .ofMaxSize(12)
                .map(TextFuzzTest::joined);
        Arbitrary<byte[]> large = Combinators.combine(
                        plain, Arbitraries.bytes(), Arbitraries.integers().between(1, LONG), plain)
                .as((before, b, length, after) -> {
                    byte[] run = new byte[length];
                    Arrays.fill(run, b);
                    return joined(List.of(before, run, after));
                });
        Arbitrary<byte[]> any = Arbitraries.frequencyOf(Tuple.of(50, plain), Tuple.of(1, large));
        return Arbitraries.oneOf(
                any,
                any.map(TextFuzzTest::zipped),
                Combinators.combine(
                                any.map(TextFuzzTest::zipped),
                                Arbitraries.doubles().between(0.0, 1.0))
                        .as((z, place) -> Arrays.copyOf(z, (int) (place * z.length))),
                Combinators.combine(
                                any.map(TextFuzzTest::zipped),
                                Arbitraries.doubles().between(0.0, 1.0),
                                Arbitraries.bytes())
                        .as((z, place, b) -> {
                            z[(int) Math.min(z.length - 1, place * z.length)] = b;
                            return z;
                        }));
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /** What is no exception of these, or doesn't name the file, fails the test: nobody expects it. */
    private static void readOrRefused(Costs costs, Path named, Costs.Work reading) throws Exception {
        costs.of(() -> {
            try {
                reading.run();
            } catch (IllegalArgumentException | IOException e) {
                assertTrue(e.getMessage().contains(named.toString()), e.toString());
            }
        });
    }

    @Property(seed = "7")
    void filesAreReadOrRefusedByName(@ForAll("anyFile") byte[] bytes) throws Exception {
        Path file = Files.write(directory.resolve("any"), bytes);
        try {
            readOrRefused(FILES, file, () -> Texts.documents(new DelimitedTextSource(file, Texts.EXTRACTOR)));
        } finally {
            Files.delete(file);
        }
    }

    /** A buffer for each took 99 MB. */
    @Example
    void aMillionEmptyLinesCostLittle() throws Exception {
        Path file = Files.writeString(directory.resolve("empty"), "\n".repeat(LONG));
        try {
            readOrRefused(FILES, file, () -> Texts.documents(new DelimitedTextSource(file, Texts.EXTRACTOR)));
        } finally {
            Files.delete(file);
        }
    }

    @Property(seed = "10")
    void wordVectorsAreReadOrRefusedByName(@ForAll("anyFile") byte[] bytes) throws Exception {
        Path file = Files.write(directory.resolve("vectors"), bytes);
        try {
            readOrRefused(VECTORS, file, () -> new WordVectorFile(file));
        } finally {
            Files.delete(file);
        }
    }

    /** Labels and files of odd names, files where directories should be, and the other way round. */
    @Property(seed = "11")
    void directoriesAreReadOrRefusedByName(
            @ForAll("anyFile") byte[] one, @ForAll("anyFile") byte[] other, @ForAll("names") List<String> names)
            throws Exception {
        Path root = Files.createDirectory(directory.resolve("root"));
        List<Path> made = new ArrayList<>(List.of(root));
        try {
            for (String name : names) {
                Path path = root.resolve(name);
                if (Files.exists(path)) {
                    continue;
                }
                boolean deep = Files.isDirectory(path.getParent()) && name.length() % 3 > 0;
                if (!Files.isDirectory(path.getParent())) {
                    continue;
                }
                made.add(deep ? Files.createDirectory(path) : Files.write(path, name.length() % 2 > 0 ? one : other));
            }
            readOrRefused(DIRECTORIES, root, () -> Texts.documents(new DirectoryTextSource(root, Texts.EXTRACTOR)));
        } finally {
            for (int i = made.size() - 1; i >= 0; i--) {
                Files.delete(made.get(i));
            }
        }
    }

    @Provide
    Arbitrary<List<String>> names() {
        Arbitrary<String> name = Arbitraries.of(
                "a", "aa", "label", "#", "@ b", ".hidden", "\u05d0\u05d1", "\ud83d\ude00", "x\ty", "a.gz", "new\nline");
        return name.flatMap(label -> Arbitraries.oneOf(Arbitraries.just(label), name.map(file -> label + "/" + file)))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<byte[]> columns() {
        return Arbitraries.of(
                        "label,text\n",
                        "text\tlabel\n",
                        "a,fine\n",
                        "b\tdull\n",
                        "\"",
                        "\"\"",
                        ",",
                        "\t",
                        "\n",
                        "\r\n",
                        "\r",
                        "{\"label\":\"a\",\"text\":\"fine\"}\n",
                        "{\"label\":[1],\"text\":null}\n",
                        "{",
                        "}",
                        ":",
                        "\\",
                        "\u0000",
                        "\ufeff",
                        "\u00e9",
                        "dog")
                .map(s -> s.getBytes(StandardCharsets.UTF_8))
                .list()
                .ofMaxSize(14)
                .map(TextFuzzTest::joined)
                .flatMap(b -> Arbitraries.of(false, true).map(z -> z ? zipped(b) : b));
    }

    /** Of a file that is read, each row is a document, is counted as skipped, or is no row: none is read by half. */
    @Property(seed = "10", tries = 500)
    void anyColumnsAreReadOrRefused(@ForAll("columns") byte[] bytes) throws Exception {
        for (String extension : List.of(".csv", ".tsv", ".jsonl")) {
            Path file = Files.write(directory.resolve("columns" + extension), bytes);
            try {
                readOrRefused(
                        FILES,
                        file,
                        () -> Texts.documents(
                                TextSources.of(file, new TextToExample(List.of(), Texts.EXTRACTOR), "label", "text")));
            } finally {
                Files.delete(file);
            }
        }
    }

    @Property(seed = "8")
    void eachLineGetsALine(@ForAll("anyFile") byte[] bytes) throws Exception {
        PREDICTED.of(() -> {
            StringWriter out = new StringWriter();
            try {
                new Answers(classifier, Answers.Asked.PLAIN)
                        .answer(new TextLines("The input", new ByteArrayInputStream(bytes)), out);
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith("The input, line "), e.getMessage());
                return;
            }
            List<String> lines = new ArrayList<>(List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1)));
            if (lines.get(lines.size() - 1).isEmpty()) {
                lines.remove(lines.size() - 1);
            }
            assertEquals(
                    lines.size(), out.toString().chars().filter(c -> c == '\n').count());
        });
    }
}
