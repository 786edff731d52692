package org.setlstm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.setlstm.text.Texts.EXTRACTOR;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.reproduction.Reproducer;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.data.text.DocumentPreprocessor;

class ColumnTextSourceTest {
    /** Keeps what others would split at, so that texts are seen as they were read. */
    private static final TextToExample WHOLE = new TextToExample(List.of(new Marks()), EXTRACTOR);

    @TempDir
    Path directory;

    /** Makes white space and marks words. */
    public static final class Marks implements DocumentPreprocessor {
        @Override
        public String processDoc(String text) {
            return text.replace("\n", " LF ")
                    .replace("\r", " CR ")
                    .replace("\t", " TAB ")
                    .replace(",", " COMMA ")
                    .replace("\"", " QUOTE ");
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return new ConfiguredObjectProvenanceImpl(this, "DocumentPreprocessor");
        }
    }

    private List<String> read(String name, String content, String label, String text) throws IOException {
        return Texts.documents(TextSources.of(Files.writeString(directory.resolve(name), content), WHOLE, label, text));
    }

    private String fails(String name, String content, String label, String text) {
        String said = assertThrows(IllegalArgumentException.class, () -> read(name, content, label, text))
                .getMessage();
        String file = directory.resolve(name) + ", ";
        assertEquals(file, said.substring(0, file.length()), said);
        return said.substring(file.length());
    }

    @Test
    void csvIsAsRFC4180HasIt() throws IOException {
        String csv = "id,Text,\"la\"\"bel\"\r\n"
                + "1,\"one, \"\"two\"\"\r\n\r\nthree\",a\r\n"
                + "2,a 5\" screen,\" b \"\r\n"
                + "\r\n"
                + "3,\"\"\"\"\"\",b\n"
                + "4,,\"c,d\"\n"
                + "5,\"the \"\"end\"\"\",b";
        List<String> expected = List.of(
                "a: one comma quote two quote lf lf three",
                "b: a 5 quote screen",
                "b: quote quote",
                "b: the quote end quote");
        assertEquals(expected, read("a.csv", csv, "la\"bel", "Text"));
        assertEquals(expected, read("b.CSV", "\ufeff" + csv + "\n\n", "la\"bel", "Text"));
        assertEquals(List.of("x: one"), read("c.csv", "label,text\nx,one\n", null, null));
    }

    @Test
    void quotationMarksInATextLoseNoRows() throws IOException {
        String csv = "label,text\nbad,a 5\" screen\ngood,fine\ngood,\"great\"\nbad,a 7\" one\ngood,end\n";
        assertEquals(
                List.of("bad: a 5 quote screen", "good: fine", "good: great", "bad: a 7 quote one", "good: end"),
                read("a.csv", csv, null, null));
    }

    @Test
    void tsvWithAHeaderTakesQuotationMarksAsTheyAre() throws IOException {
        assertEquals(
                List.of("a: quote one", "b: two quote comma three"),
                read("a.tsv", "label\tid\tsentence\na\t1\t\"one\nb\t2\ttwo\", three\n", null, "sentence"));
    }

    @Test
    void columnsWithoutNamesHaveNumbers() throws IOException {
        assertEquals(List.of("3: fine", "1: dull"), read("a.csv", "\"3\",t,\"fine\"\n1,t,dull\n", "1", "3"));
        assertEquals(List.of("x: dull"), read("b.csv", "2,1\ndull,x\n", "1", "2"), "names, if there are such");
        assertEquals("line 1: there is no column 4, but 3", fails("c.csv", "a,b,c\n", "1", "4"));
    }

    @Test
    void jsonLinesAreObjects() throws IOException {
        assertEquals(
                List.of("a: one lf quote two quote", "5: \u00fcber", "true: x"),
                read(
                        "a.jsonl",
                        "\ufeff{\"t\":\"one\\n\\\"two\\\"\",\"l\":\"a\",\"more\":[{}]}\r\n\n{\"l\":5,\"t\":\"\\u00fcber\"}\n"
                                + "{\"l\":true,\"t\":\"x\"}",
                        "l",
                        "t"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a.csv | label,text@a,one@b,two,three | line 3: 3 columns, and the first line has 2: a text that",
                "a.csv | label,text@a,one@b | line 3: 1 columns, and the first line has 2",
                "a.csv | label,text@a,\"one@b,two | line 2: a quotation mark opens a field that never ends",
                "a.csv | label,text@a,\"one@@\"two\" | line 4: 't' follows the quotation mark that ends a field",
                "a.csv | label,text@a,one@ ,two | line 3: the column 'label' is empty",
                "a.csv | label;text@a;one | line 1: there is no column 'label'; the columns are label;text. Choose with",
                "a.csv | label,text,label@a,b,c | line 1: there are two columns 'label'",
                "a.csv | @@ | line 1: the file is empty",
                "a.jsonl | {\"label\":1,\"text\":\"x\"}@[1] | line 2: each line must be a JSON object",
                "a.jsonl | {\"label\":1, | line 1: this is no JSON object on a line of its own",
                "a.jsonl | {\"label\":1,\"text\":\"x\"} {} | line 1: this is no JSON object on a line of its own",
                "a.jsonl | {\"label\":1,\"label\":2,\"text\":\"x\"} | line 1: this is no JSON object on a line of its own",
                "a.jsonl | {\"label\":1,\"body\":\"x\"} | line 1: there is no 'text'; the object has label, body.",
                "a.jsonl | {\"label\":null,\"text\":\"x\"} | line 1: 'label' is null, and must be a string or a number",
                "a.jsonl | {\"label\":\"\",\"text\":\"x\"} | line 1: the column 'label' is empty",
            })
    void whatCanNotBeReadIsNamed(String name, String content, String said) {
        String message = fails(name, content.replace('@', '\n'), null, null);
        assertEquals(said, message.substring(0, Math.min(said.length(), message.length())));
    }

    @Test
    void anotherEncodingIsNamed() throws IOException {
        Path file = directory.resolve("latin.csv");
        Files.write(file, "label,text\na,\"x\ncaf\u00e9 y\"\n".getBytes(StandardCharsets.ISO_8859_1));
        String said = assertThrows(IllegalArgumentException.class, () -> TextSources.of(file, WHOLE))
                .getMessage();
        Texts.assertContains(said, file + ", line 3, byte 4", "UTF-8");
    }

    @Test
    void anUnclosedQuotationMarkCostsNoMoreThanItsFile() {
        assertEquals(
                "line 2: a quotation mark opens a field that never ends",
                fails("a.csv", "label,text\na,\"one\n" + "b,two three four five\n".repeat(400_000), null, null));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aModelOfColumnsIsReproduced() throws Exception {
        String csv =
                "n,label,text\n" + "1,a,\"dog, bites\nman\"\n2,b,man bites dog\n3,a,dog bit\n4,b,man bit\n".repeat(5);
        String json = "{\"label\":\"a\",\"text\":\"dog, bites\\nman\"}\n{\"label\":\"b\",\"text\":\"man bites dog\"}\n"
                + "{\"label\":\"a\",\"text\":\"dog bit\"}\n{\"label\":\"b\",\"text\":\"man bit\"}\n";
        List<Path> files = new ArrayList<>();
        files.add(Files.writeString(directory.resolve("plain.csv"), csv));
        files.add(Files.write(directory.resolve("zipped.csv.gz"), gzip(csv)));
        files.add(Files.write(directory.resolve("zipped.jsonl.gz"), gzip(json.repeat(5))));
        files.add(Files.writeString(
                directory.resolve("head.txt"),
                csv.replace("\"dog, bites\nman\"", "dog bites man").replace(',', '\t')));
        List<String> digests = new ArrayList<>();
        for (Path file : files) {
            ConfigurableDataSource<Label> source =
                    TextSources.of(file, new TextToExample(List.of(), EXTRACTOR), "label", "text");
            assertInstanceOf(ColumnTextSource.class, source);
            assertEquals(
                    source.getProvenance(),
                    ProvenanceUtil.unmarshalProvenance(ProvenanceUtil.marshalProvenance(source.getProvenance())));
            SETLSTMModel model = SETLSTMTrainer.builder()
                    .embeddingDimension(6)
                    .hiddenDimension(6)
                    .epsilon(2.0)
                    .epochs(10)
                    .minTokenCount(1)
                    .threads(1)
                    .build()
                    .train(new MutableDataset<>(source));
            digests.add(model.weightsDigest());
            // Elsewhere, and under a name that says nothing.
            Path moved = Files.move(file, directory.resolve("moved"));
            Path saved = directory.resolve("model");
            model.serializeToFile(saved);
            assertEquals(
                    "true " + model.weightsDigest(),
                    reproduced(Reproducer.load(saved).withFile(file, moved)) + " " + model.weightsDigest());
            assertEquals("a", label(new TextClassifier(model).predict("dog bites man")));
            Files.delete(moved);
        }
        assertEquals(1, digests.stream().distinct().count(), "the same texts: " + digests);
    }

    private static boolean reproduced(Reproducer reproducer) throws IOException {
        return reproducer.reproduce().isEqual();
    }

    private static String label(Optional<Prediction<Label>> prediction) {
        return prediction.orElseThrow().getOutput().getLabel();
    }
}
