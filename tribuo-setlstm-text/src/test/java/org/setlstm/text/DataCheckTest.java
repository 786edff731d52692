package org.setlstm.text;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.setlstm.text.Texts.EXTRACTOR;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.DataSource;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.data.text.impl.BasicPipeline;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.util.tokens.impl.WhitespaceTokenizer;

class DataCheckTest {
    @TempDir
    Path directory;

    private DataSource<Label> texts(String name, String... lines) throws IOException {
        return new DelimitedTextSource(Files.write(directory.resolve(name), List.of(lines)), EXTRACTOR);
    }

    private String in(String name, String rest) {
        return directory.resolve(name) + rest;
    }

    /** As a source of somebody else has them. */
    private static DataSource<Label> foreign(DataSource<Label> texts) {
        List<Example<Label>> examples = new ArrayList<>();
        texts.forEach(examples::add);
        return new ListDataSource<>(
                examples, texts.getOutputFactory(), new SimpleDataSourceProvenance("f", texts.getOutputFactory()));
    }

    @Test
    void rightDataHaveNoDoubts() throws IOException {
        DataSource<Label> train = texts("train", "a\tone", "b\ttwo", "a\tthree", "b\tfour", "a\tone", "a\t one ");
        assertEquals(List.of(), DataCheck.doubts(train, texts("test", "a\tfive", "b\tone two")));
        assertEquals(List.of(), DataCheck.doubts(train, null));
    }

    @Test
    void headersAreTold() throws IOException {
        DataSource<Label> train = texts("train", "Label\ttext", "a\tone", "b\ttwo", "a\tthree", "b\tfour");
        assertEquals(
                List.of(in(
                        "train",
                        ", line 1: the label 'Label' stands nowhere else, so this looks like a header, and is read as a"
                                + " text; name the columns (--label-column, --text-column) if it is one")),
                DataCheck.doubts(train, null));
    }

    @Test
    void labelsThatStandOnceAreTold() throws IOException {
        DataSource<Label> train = texts("train", "a\tone", "a\ttwo", "", "b\tthree");
        assertEquals(
                List.of(in("train", ": 1 label stands at one text only: 'b' at line 4")),
                DataCheck.doubts(train, null));
        train = texts("train", "a\tone", "a\ttwo", "c\tthree", "b\tfour", "label\tfive");
        assertEquals(
                List.of(in("train", ": 3 labels stand at one text only: 'b' at line 4, 'c' at line 3, ..")),
                DataCheck.doubts(train, null));
    }

    @Test
    void oneLabelIsTold() throws IOException {
        assertEquals(
                List.of(in("train", ": all 2 texts have the label 'a', so a model can't learn another")),
                DataCheck.doubts(texts("train", "a\tone", "a\ttwo"), null));
    }

    @Test
    void textsUnderSeveralLabelsAreTold() throws IOException {
        DataSource<Label> train =
                texts("train", "a\tone", "b\ttwo", "a\ttwo", "b\tone ", "a\tone", "b\tthree", "a\tONE");
        assertEquals(
                List.of(in("train", ": 2 texts stand under more than one label: 'a' at line 1 is 'b' at line 4")),
                DataCheck.doubts(train, null));
    }

    @Test
    void testTextsThatWereTrainedOnAreTold() throws IOException {
        DataSource<Label> train = texts("train", "a\tone", "b\ttwo", "a\tthree", "b\tfour");
        DataSource<Label> test = texts("test", "a\tfive", "a\ttwo", "b\tfour", "b\tsix");
        assertEquals(
                List.of(in(
                        "test",
                        ": 2 of 4 test texts stand among the training texts too, so their labels are no test: line 2 is"
                                + " line 2 of " + in("train", ""))),
                DataCheck.doubts(train, test));
        assertEquals(
                List.of("ListDataSource: 2 of 4 test texts stand among the training texts too, so their labels are no"
                        + " test: example 2 is example 2 of ListDataSource"),
                DataCheck.doubts(foreign(train), foreign(test)));
    }

    @Test
    void labelsThatTrainingLacksAreRefused() throws IOException {
        DataSource<Label> train = texts("train", "a\tone", "b\ttwo");
        DataSource<Label> test = texts("test", "a\tone", "", "c\ttwo");
        for (boolean foreign : new boolean[] {false, true}) {
            String said = assertThrows(
                            IllegalArgumentException.class,
                            () -> DataCheck.requireKnownLabels(train, foreign ? foreign(test) : test))
                    .getMessage();
            assertEquals(
                    (foreign ? "ListDataSource, example 2" : in("test", ", line 3"))
                            + ": no training text has the label 'c', so it can't be tested; the labels of "
                            + in("train", " are a, b"),
                    said);
        }
        assertDoesNotThrow(() -> DataCheck.requireKnownLabels(test, texts("t", "c\tx")));
    }

    @Test
    void textsFromAnotherPipelineAreTold() throws IOException {
        DataSource<Label> train = texts("train", "a\tone", "a\tanother", "b\ttwo", "b\tthree");
        assertDoesNotThrow(() -> DataCheck.requireWordOrder(train));
        Path file = directory.resolve("other");
        Files.writeString(file, "a\tfour\n\nb\tfive\n");
        DataSource<Label> bag = new DelimitedTextSource(
                file, new TextFeatureExtractorImpl<>(new BasicPipeline(new WhitespaceTokenizer(), 1)));
        String said = assertThrows(IllegalArgumentException.class, () -> DataCheck.requireWordOrder(bag))
                .getMessage();
        Texts.assertContains(said, in("other", ", line 1: "), "1-N=four", "TokenSequencePipeline");
        assertEquals(
                List.of(in("other", ": these texts go through another extractor or other preprocessors than those of ")
                        + in("train", "")),
                DataCheck.doubts(train, bag));
    }

    @Test
    void labelsThatDifferInCaseAloneAreTold() throws IOException {
        assertEquals(
                List.of(in(
                        "train",
                        ": the labels 'Pos' and 'pos' differ in case or white space alone, and are two labels")),
                DataCheck.doubts(texts("train", "pos\tone", "pos\ttwo", "Pos\tthree", "Pos\tfour"), null));
    }

    @Test
    void mostTextsWithoutTokensAreTold() throws Exception {
        List<String> warnings =
                Texts.warnings(DelimitedTextSource.class, () -> texts("train", "a\t...", "a\tone", "b\t..", "b\t-"));
        assertEquals(
                List.of(in(
                        "train",
                        ": skipped 3 of 4 documents, which have no tokens; the first is line 1. That is most of them: do"
                                + " the texts stand somewhere else, or take another tokenizer?")),
                warnings);
    }
}
