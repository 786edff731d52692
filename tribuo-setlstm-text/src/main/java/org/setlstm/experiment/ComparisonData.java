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
 */
record ComparisonData(String name, Path train, Path test) {
    private static final List<String> SUFFIXES =
            List.of(".tsv.gz", ".tsv", "", ".csv.gz", ".csv", ".jsonl.gz", ".jsonl");

    static List<ComparisonData> of(List<Path> directories) {
        List<ComparisonData> data = directories.stream().map(ComparisonData::of).toList();
        Set<String> names = new HashSet<>();
        for (ComparisonData d : data) {
            if (!names.add(d.name)) {
                throw new IllegalArgumentException(
                        "two data sets are called '" + d.name + "': rename one directory, results go by its name");
            }
        }
        return data;
    }

    private static ComparisonData of(Path directory) {
        return new ComparisonData(
                directory.toAbsolutePath().normalize().getFileName().toString(),
                find(directory, "train"),
                find(directory, "test"));
    }

    private static Path find(Path directory, String half) {
        return SUFFIXES.stream()
                .map(suffix -> directory.resolve(half + suffix))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(directory + " has no " + half + " texts: looked for "
                        + SUFFIXES.stream().map(s -> half + s).collect(Collectors.joining(", "))
                        + " (a file of label<TAB>text lines, or a directory with a directory for each label)"));
    }
}
