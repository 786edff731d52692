package org.setlstm.benchmark.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.setlstm.text.TokenSequencePipeline;
import org.tribuo.data.text.impl.NewsPreprocessor;

/**
 * Texts to train on and to test with, in files of {@code label<TAB>text} lines.
 *
 * @param name What it is called.
 * @param train The training half, plain or gzipped.
 * @param test The test half.
 */
public record TextData(String name, Path train, Path test) {
    private static final Path QUICK_START = Path.of("target", "quickstart", "data", "3news-bydate");
    private static final List<String> SUFFIXES = List.of(".tsv.gz", ".tsv");

    /**
     * A text and its label.
     *
     * @param label The label.
     * @param text The text.
     */
    record Labelled(String label, String text) {}

    /**
     * Finds the data.
     *
     * @param directory Where train.tsv or train.tsv.gz and test.tsv or test.tsv.gz are; empty for the quick start's posts.
     * @param work Where those are put, a post a line.
     * @return The data; nothing if none is asked for, and the quick start's aren't unpacked.
     * @throws IOException If they can't be read or written.
     * @throws IllegalArgumentException If the directory lacks one of them.
     */
    public static Optional<TextData> find(String directory, Path work) throws IOException {
        if (!directory.isEmpty()) {
            Path asked = Path.of(directory);
            String name = asked.toAbsolutePath().normalize().getFileName().toString();
            return Optional.of(new TextData(name, half(asked, "train"), half(asked, "test")));
        }
        if (!Files.isDirectory(QUICK_START)) {
            return Optional.empty();
        }
        Files.createDirectories(work);
        return Optional.of(
                new TextData(QUICK_START.getFileName().toString(), posts("train", work), posts("test", work)));
    }

    private static Path half(Path directory, String half) {
        return SUFFIXES.stream()
                .map(suffix -> directory.resolve(half + suffix))
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(directory.toAbsolutePath() + " has no readable " + half
                        + ".tsv.gz or " + half + ".tsv: give benchmark.data a directory that has both halves, as an"
                        + " absolute path"));
    }

    /** Subject and body of each post on a line. */
    private static Path posts(String half, Path work) throws IOException {
        NewsPreprocessor news = new NewsPreprocessor();
        List<String> lines = new ArrayList<>();
        for (Path label : children(QUICK_START.resolve(half))) {
            for (Path post : children(label)) {
                String text = news.processDoc(Files.readString(post, StandardCharsets.ISO_8859_1));
                lines.add(label.getFileName() + "\t" + text.replaceAll("\\s+", " "));
            }
        }
        return Files.write(work.resolve(half + ".tsv"), lines);
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        }
    }

    /**
     * Counts the test texts.
     *
     * @return Those that have tokens, which all contenders are asked for.
     * @throws IOException If they can't be read.
     */
    public int testTexts() throws IOException {
        return read(test).size();
    }

    /** The texts of a half that have tokens. */
    static List<Labelled> read(Path half) throws IOException {
        TokenSequencePipeline pipeline = new TokenSequencePipeline();
        List<Labelled> texts = new ArrayList<>();
        try (InputStream file = Files.newInputStream(half);
                InputStream plain = half.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                if (tab > 0 && !pipeline.tokenize(line.substring(tab + 1)).isEmpty()) {
                    texts.add(new Labelled(line.substring(0, tab).strip(), line.substring(tab + 1)));
                }
            }
        }
        return texts;
    }
}
