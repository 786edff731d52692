package org.setlstm.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A data set of a comparison: a directory that holds training and test texts.
 *
 * @param name The directory's name.
 * @param train The training texts.
 * @param test The test texts.
 * @param labelColumn The labels' column, where files have columns; null for {@code label}.
 * @param textColumn The texts' column; null for {@code text}.
 */
record ComparisonData(String name, Path train, Path test, String labelColumn, String textColumn) {
    private static final List<String> SUFFIXES =
            List.of(".tsv.gz", ".tsv", "", ".csv.gz", ".csv", ".jsonl.gz", ".jsonl");

    static List<ComparisonData> of(Comparison.Texts texts) {
        List<ComparisonData> data =
                texts.directories().stream().map(d -> of(d, texts)).toList();
        Set<String> names = new HashSet<>();
        for (ComparisonData d : data) {
            if (!names.add(d.name)) {
                throw new IllegalArgumentException(
                        "two data sets are called '" + d.name + "': rename one directory, results go by its name");
            }
        }
        return data;
    }

    private static ComparisonData of(Path directory, Comparison.Texts texts) {
        return new ComparisonData(
                directory.toAbsolutePath().normalize().getFileName().toString(),
                find(directory, "train"),
                find(directory, "test"),
                texts.labelColumn(),
                texts.textColumn());
    }

    private static Path find(Path directory, String half) {
        return SUFFIXES.stream()
                .map(suffix -> directory.resolve(half + suffix))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                directory + " has no " + half + " texts: looked for "
                                        + SUFFIXES.stream().map(s -> half + s).collect(Collectors.joining(", "))
                                        + " (a file of label<TAB>text lines or of columns, or a directory with a directory for each label)"));
    }
}
