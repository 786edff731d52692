package org.setlstm.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Files as people publish them, good and bad, and what is to become of each. */
final class PublicFiles {
    private static final String LINES = "a\tone fine film\nb\ttwo dull films\na\tthree fine films\n";
    private static final String CSV = "label,text\na,one fine film\nb,two dull films\na,three fine films\n";
    private static final String TSV = CSV.replace(',', '\t');
    private static final String JSON =
            "{\"label\":\"a\",\"text\":\"one fine film\"}\n{\"label\":\"b\",\"text\":\"dull\"}\n";

    private PublicFiles() {}

    /**
     * A file.
     *
     * @param columns Whether its columns are named on the command line.
     * @param documents How many there are; -1 if it is refused.
     * @param texts How many texts predict reads, with columns each row and without each line; -1 if it is refused.
     * @param said A part of what is said: of the place where it is refused, or of a warning.
     */
    record Case(String kind, String name, byte[] content, String columns, int documents, int texts, String said) {
        @Override
        public String toString() {
            return kind + ": " + name;
        }
    }

    /** Each name once, so that a file that fails is known by it. */
    private static final class Cases {
        private final List<Case> all = new ArrayList<>();
        private String kind;

        Cases kind(String value) {
            kind = value;
            return this;
        }

        Cases read(String name, String content, int documents, int texts) {
            return read(name, content.getBytes(StandardCharsets.UTF_8), "", documents, texts, "");
        }

        Cases read(String name, byte[] content, String columns, int documents, int texts, String said) {
            all.add(new Case(kind, name, content, columns, documents, texts, said));
            return this;
        }

        Cases named(String name, String content, String columns, int documents) {
            return read(name, content.getBytes(StandardCharsets.UTF_8), columns, documents, documents, "");
        }

        /** Not labelled as it should be, but its lines are texts. */
        Cases unlabelled(String name, String content, int texts, String said) {
            return read(name, content.getBytes(StandardCharsets.UTF_8), "", -1, texts, said);
        }

        Cases refused(String name, String content, String said) {
            return refused(name, content.getBytes(StandardCharsets.UTF_8), "", said);
        }

        Cases refused(String name, byte[] content, String columns, String said) {
            return read(name, content, columns, -1, -1, said);
        }
    }

    private static byte[] in(String charset, String text) {
        return text.getBytes(Charset.forName(charset));
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] zipped(String text) {
        return zipped(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    static List<Case> all() {
        Cases c = new Cases();
        lines(c.kind("label<TAB>text lines"));
        encodings(c.kind("encodings"));
        csv(c.kind("CSV, as it should be"));
        badCsv(c.kind("CSV that isn't"));
        tsv(c.kind("TSV with a header"));
        json(c.kind("JSON lines"));
        badJson(c.kind("JSON that isn't lines of objects"));
        zips(c.kind("zipped, or said to be"));
        labels(c.kind("odd labels"));
        sizes(c.kind("sizes"));
        return c.all;
    }

    private static void lines(Cases c) {
        c.read("plain.tsv", LINES, 3, 3)
                .read("plain.txt", LINES, 3, 3)
                .read("no-extension", LINES, 3, 3)
                .read("no-newline-at-the-end.tsv", LINES.strip(), 3, 3)
                .read("windows.tsv", LINES.replace("\n", "\r\n"), 3, 3)
                .read("mixed-line-ends.tsv", LINES.replaceFirst("\n", "\r\n"), 3, 3)
                .read("blank-lines.tsv", "\n" + LINES.replace("\n", "\n \n"), 3, 7)
                .read("more-tabs.tsv", "a\tone\tfine\tfilm\nb\ttwo\n", 2, 2)
                .read("spaces-around.tsv", " a \t one fine film \nb\tdull\n", 2, 2)
                .read("quotes.tsv", "a\t\"one fine film\nb\ta \"dull\" film\n", 2, 2)
                .read("returns-within.tsv", "a\tone\rfine film\nb\tdull\n", 2, 2)
                .read("line-separators.tsv", "a\tone\u2028fine\u0085film\u000b\u000c\nb\tdull\n", 2, 2)
                .read("nul-in-a-text.tsv", "a\tone fine film\nb\tdull\u0000film\n", 2, 2)
                .read("header.tsv", "label\ttext\n" + LINES, 4, 4)
                .read("html.tsv", "a\tone<br />fine &amp; film\nb\t<b>dull</b>\n", 2, 2)
                .read("without-words.tsv", ("a\t...\na\t\n" + LINES).getBytes(StandardCharsets.UTF_8), "", 3, 5, "")
                .unlabelled("spaces-for-tabs.tsv", "a    one fine film\n", 1, "line 1: no tab")
                .unlabelled("text-over-lines.tsv", "a\tone\nfine film\n", 2, "line 2: no tab")
                .unlabelled("no-label.tsv", "a\tone\n\tfine film\n", 2, "line 2: no label")
                .unlabelled("commas.tsv", CSV, 4, "line 1: no tab")
                .unlabelled("libsvm.txt", "1 3:0.5 7:1.0\n", 1, "line 1: no tab")
                .unlabelled("fasttext.txt", "__label__a one fine film\n", 1, "line 1: no tab")
                .refused("old-mac.tsv", LINES.replace('\n', '\r'), "line 1: this is the only line");
    }

    private static void encodings(Cases c) {
        String text = "a\tcaf\u00e9 \u201cfine\u201d\nb\tdull\n";
        c.read("utf-8-mark.tsv", "\ufeff" + text, 2, 2)
                .read("utf-8.tsv", text, 2, 2)
                .read("emoji.tsv", "a\t\ud83d\ude00 fine\nb\t\ud83d\udc4e\ud83c\udffd dull\n", 2, 2)
                .read("chinese.tsv", "a\t\u8fd9\u90e8\u7535\u5f71\nb\t\u5f88\u5dee\n", 2, 2)
                .read("arabic.tsv", "a\t\u0641\u064a\u0644\u0645 \u062c\u064a\u062f\nb\t\u0645\u0645\u0644\n", 2, 2)
                .read("combining.tsv", "a\tcafe\u0301\nb\tdull\n", 2, 2)
                .read("utf-8-mark.csv", "\ufeff" + CSV, 3, 4)
                .read("utf-8-mark.jsonl", "\ufeff" + JSON, 2, 2)
                .refused("latin-1.tsv", in("ISO-8859-1", text.replaceAll("[\u201c\u201d]", "\"")), "", "line 1, byte")
                .refused("windows-1252.tsv", in("windows-1252", text), "", "line 1, byte")
                .refused(
                        "windows-1251.tsv",
                        in("windows-1251", "a\t\u0444\u0438\u043b\u044c\u043c\n"),
                        "",
                        "line 1, byte")
                .refused("shift-jis.tsv", in("Shift_JIS", "a\t\u6620\u753b\n"), "", "line 1, byte")
                .refused("gb18030.tsv", in("GB18030", "a\t\u7535\u5f71\n"), "", "line 1, byte")
                .refused("utf-16.tsv", in("UTF-16", text), "", "line 1")
                .refused("utf-16le.tsv", in("UTF-16LE", LINES), "", "line 1: there are NUL")
                .refused("utf-16be.tsv", in("UTF-16BE", LINES), "", "line 1: there are NUL")
                .refused("utf-16le.csv", in("UTF-16LE", CSV), "", "line 1: there are NUL")
                .refused("utf-32.tsv", in("UTF-32LE", LINES), "", "line 1: there are NUL")
                .refused(
                        "late-latin-1.tsv", joined(in("UTF-8", text), in("ISO-8859-1", "a\tcaf\u00e9\n")), "", "line 3")
                .refused("overlong.tsv", new byte[] {'a', '\t', (byte) 0xc0, (byte) 0xaf, '\n'}, "", "line 1, byte 3")
                .refused(
                        "half-a-pair.tsv", new byte[] {'a', '\t', (byte) 0xed, (byte) 0xa0, (byte) 0x80}, "", "line 1");
    }

    private static void csv(Cases c) {
        c.named("plain.csv", CSV, "label text", 3)
                .named("UPPER.CSV", CSV, "label text", 3)
                .named("windows.csv", CSV.replace("\n", "\r\n"), "label text", 3)
                .named("blank-lines.csv", CSV.replace("\n", "\n\n"), "label text", 3)
                .named(
                        "quoted.csv",
                        "\"label\",\"text\"\n\"a\",\"fine, film\"\n\"b\",\"a \"\"dull\"\" one\"\n",
                        "label text",
                        2)
                .named("line-breaks.csv", "label,text\na,\"fine\nfilm\n\nof two\"\nb,dull\n", "label text", 2)
                .named("windows-line-breaks.csv", "label,text\r\na,\"fine\r\nfilm\"\r\nb,dull\r\n", "label text", 2)
                .named("other-order.csv", "id,text,stars,label\n7,fine,5,a\n8,dull,1,b\n", "label text", 2)
                .named("names.csv", "Sentiment,Review Text\na,fine\nb,dull\n", "Sentiment Review*Text", 2)
                .named("spaced-names.csv", "label , text\na,fine\nb,dull\n", "label text", 2)
                .named("pandas.csv", ",label,text\n0,a,fine\n1,b,dull\n", "label text", 2)
                .named("no-names.csv", "5,\"fine\"\n1,\"dull\"\n", "1 2", 2)
                .named("trailing-commas.csv", "label,text,\na,fine,\nb,dull,\n", "label text", 2)
                .named("empty-others.csv", "label,text,x,y\na,fine,,\nb,dull,,\n", "label text", 2)
                .named("same-others.csv", "x,x,label,text\n1,2,a,fine\n1,2,b,dull\n", "label text", 2)
                .named("quotes-within.csv", "label,text\na,a 5\" fine film\nb,dull\n", "label text", 2)
                .named("one-quoted-line-break-last.csv", "label,text\nb,dull\na,\"fine\n\"", "label text", 2);
    }

    private static void badCsv(Cases c) {
        refusedColumns(c, "semicolons.csv", CSV.replace(',', ';'), "line 1: there is no column");
        refusedColumns(c, "tabs.csv", TSV, "line 1: there is no column");
        refusedColumns(c, "excel-sep.csv", "sep=;\n" + CSV.replace(',', ';'), "line 1: there is no column");
        refusedColumns(c, "other-names.csv", "class,review\na,fine\n", "line 1: there is no column");
        refusedColumns(c, "case.csv", "Label,Text\na,fine\n", "line 1: there is no column");
        refusedColumns(c, "two-texts.csv", "label,text,text\na,fine,film\n", "line 1: there are two columns 'text'");
        refusedColumns(c, "commas-in-texts.csv", "label,text\na,fine, film\n", "line 2: 3 columns");
        refusedColumns(c, "space-before-quote.csv", "label,text\na, \"fine, film\"\n", "line 2: 3 columns");
        refusedColumns(c, "too-few.csv", "label,text\na,fine\nb\n", "line 3: 1 columns");
        refusedColumns(c, "trailing-in-rows.csv", "label,text\na,fine,\n", "line 2: 3 columns");
        refusedColumns(
                c, "never-closed.csv", "label,text\na,fine\nb,\"dull\n" + "a,fine\n".repeat(50), "line 3: a quot");
        refusedColumns(c, "backslashes.csv", "label,text\na,\"a \\\"fine\\\" film\"\n", "line 2: 'f' follows");
        refusedColumns(c, "text-after-quote.csv", "label,text\na,\"fine\" film\n", "line 2: ' ' follows");
        refusedColumns(c, "old-mac.csv", CSV.replace('\n', '\r'), "line 1");
        refusedColumns(c, "comment.csv", "# from somewhere\n" + CSV, "line 1: there is no column");
        refusedColumns(c, "empty.csv", "", "line 1: the file is empty");
        c.read("no-label.csv", in("UTF-8", "label,text\na,fine\n,dull\n"), "label text", -1, 2, "line 3: the column");
        c.read("header-alone.csv", in("UTF-8", "label,text\n"), "label text", -1, 0, "no documents");
    }

    private static void refusedColumns(Cases c, String name, String content, String said) {
        c.refused(name, content.getBytes(StandardCharsets.UTF_8), "label text", said);
    }

    private static void tsv(Cases c) {
        c.named("header.tsv", TSV, "label text", 3)
                .named("header.txt", TSV, "label text", 3)
                .named(
                        "imdb.tsv",
                        "id\tlabel\ttext\n\"1\"\ta\t\"fine \\\"film\\\"\"\n\"2\"\tb\t\"dull\"\n",
                        "label text",
                        2)
                .named("kaggle.tsv", "PhraseId\tPhrase\tSentiment\n1\tfine\t4\n2\tdull\t0\n", "Sentiment Phrase", 2)
                .named("no-names.tsv", "7\ta\tfine\n8\tb\tdull\n", "2 3", 2)
                .named("one-quote.tsv", "label\ttext\na\t\"fine film\nb\tdull\n", "label text", 2);
        refusedColumns(c, "tabs-in-texts.tsv", "label\ttext\na\tfine\tfilm\n", "line 2: 3 columns");
        refusedColumns(c, "line-breaks.tsv", "label\ttext\na\t\"fine\nfilm\"\n", "line 3: 1 columns");
        refusedColumns(c, "commas-with-columns.tsv", CSV, "line 1: there is no column");
        c.refused("no-such-number.tsv", in("UTF-8", "a\tfine\n"), "1 3", "line 1: there is no column 3");
    }

    private static void json(Cases c) {
        c.named("plain.jsonl", JSON, "label text", 2)
                .named("plain.ndjson", JSON, "label text", 2)
                .named("plain.json", JSON, "label text", 2)
                .named("blank-lines.jsonl", JSON.replace("\n", "\r\n\r\n"), "label text", 2)
                .named(
                        "numbers.jsonl",
                        "{\"label\":1,\"text\":\"fine\"}\n{\"label\":0,\"text\":\"dull\"}\n",
                        "label text",
                        2)
                .named(
                        "booleans.jsonl",
                        "{\"label\":true,\"text\":\"fine\"}\n{\"label\":false,\"text\":\"dull\"}\n",
                        "label text",
                        2)
                .named(
                        "amazon.jsonl",
                        "{\"overall\":5.0,\"reviewText\":\"fine\",\"style\":{\"x\":[1]}}\n",
                        "overall reviewText",
                        1)
                .named(
                        "nested-others.jsonl",
                        "{\"meta\":{\"a\":[null]},\"label\":\"a\",\"text\":\"fine\"}\n",
                        "label text",
                        1)
                .named(
                        "escapes.jsonl",
                        "{\"label\":\"a\",\"text\":\"f\\u00efne\\n\\tfilm \\ud83d\\ude00\"}\n",
                        "label text",
                        1)
                .named("nul-escape.jsonl", "{\"label\":\"a\",\"text\":\"fine \\u0000 film\"}\n", "label text", 1);
    }

    private static void badJson(Cases c) {
        refusedColumns(c, "array.json", "[" + JSON.strip().replace("\n", ",") + "]\n", "line 1: each line must be");
        refusedColumns(
                c, "pretty.json", "{\n  \"label\": \"a\",\n  \"text\": \"fine\"\n}\n", "line 1: this is no JSON");
        refusedColumns(c, "cut.jsonl", JSON + "{\"label\":\"a\",\"te", "line 3: this is no JSON");
        refusedColumns(c, "single-quotes.jsonl", JSON.replace('"', '\''), "line 1: this is no JSON");
        refusedColumns(c, "trailing-comma.jsonl", "{\"label\":\"a\",\"text\":\"fine\",}\n", "line 1: this is no JSON");
        refusedColumns(c, "two-a-line.jsonl", JSON.replace("}\n{", "}{"), "line 1: this is no JSON");
        refusedColumns(c, "null-text.jsonl", "{\"label\":\"a\",\"text\":null}\n", "line 1: 'text' is null");
        refusedColumns(c, "parts.jsonl", "{\"label\":\"a\",\"text\":[\"fine\"]}\n", "line 1: 'text' is [");
        refusedColumns(c, "no-text.jsonl", JSON + "{\"label\":\"a\"}\n", "line 3: there is no 'text'");
        refusedColumns(
                c, "twice.jsonl", "{\"label\":\"a\",\"text\":\"x\",\"text\":\"y\"}\n", "line 1: this is no JSON");
        refusedColumns(c, "strings.jsonl", "\"fine\"\n", "line 1: each line must be");
        refusedColumns(c, "csv.jsonl", CSV, "line 1: this is no JSON");
        c.read(
                "null-label.jsonl",
                in("UTF-8", "{\"label\":null,\"text\":\"x\"}\n"),
                "label text",
                -1,
                1,
                "line 1: 'label'");
        c.read(
                "list-of-labels.jsonl",
                in("UTF-8", "{\"label\":[1],\"text\":\"x\"}\n"),
                "label text",
                -1,
                1,
                "line 1: 'label'");
        c.read(
                "empty-label.jsonl",
                in("UTF-8", "{\"label\":\" \",\"text\":\"x\"}\n"),
                "label text",
                -1,
                1,
                "line 1: the column");
    }

    private static void zips(Cases c) {
        byte[] cut = zipped(LINES.repeat(200));
        c.read("plain.tsv.gz", zipped(LINES), "", 3, 3, "")
                .read("plain.csv.gz", zipped(CSV), "label text", 3, 3, "")
                .read("plain.jsonl.gz", zipped(JSON), "label text", 2, 2, "")
                .read("zipped.tsv", zipped(LINES), "", 3, 3, "")
                .read("not-zipped.tsv.gz", in("UTF-8", LINES), "", 3, 3, "")
                .read("parts.tsv.gz", joined(zipped(LINES), zipped(LINES)), "", 6, 6, "")
                .refused("twice.tsv.gz", zipped(zipped(LINES)), "", "line 1, byte")
                .refused("cut.tsv.gz", Arrays.copyOf(cut, cut.length - 12), "", "cut.tsv.gz")
                .refused("damaged.tsv.gz", joined(Arrays.copyOf(cut, 20), new byte[50]), "", "damaged.tsv.gz")
                .refused("zip.tsv", new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0, (byte) 0xb6}, "", "line 1")
                .refused(
                        "bzip2.tsv.bz2",
                        new byte[] {'B', 'Z', 'h', '9', '1', 'A', 'Y', '&', 'S', 'Y', (byte) 0x98},
                        "",
                        "line 1")
                .refused(
                        "parquet.csv", new byte[] {'P', 'A', 'R', '1', 21, 0, 21, (byte) 0xba}, "label text", "line 1");
    }

    private static void labels(Cases c) {
        c.read("numbers.tsv", "1\tfine\n-1\tdull\n0.5\tfair\n", 3, 3)
                .read("words.tsv", "very good\tfine\nnot so good\tdull\n", 2, 2)
                .read("marks.tsv", "#1, \"a\"\tfine\n<b>'&\tdull\n", 2, 2)
                .read("other-scripts.tsv", "\u597d\tfine\n\ud83d\ude00\tdull\n", 2, 2)
                .read("long.tsv", "a".repeat(5000) + "\tfine\nb\tdull\n", 2, 2)
                .read("case.tsv", "Pos\tfine\npos\tgood\nneg\tdull\nneg\tbad\n", 4, 4)
                .read("one.tsv", "a\tfine\na\tgood\n", 2, 2)
                .read("once.tsv", LINES + "c\tother\n", 4, 4)
                .read("hundred.tsv", hundredLabels(), 100, 100)
                .read("contradiction.tsv", "a\tfine\nb\tfine\n", 2, 2)
                .read("path.tsv", "../a\tfine\nC:\\b\tdull\n", 2, 2)
                .read("null.tsv", "null\tfine\nNaN\tdull\n", 2, 2)
                .unlabelled("tribuos.tsv", "a\tfine\nLABEL##UNKNOWN\tdull\n", 2, "line 2: 'LABEL##UNKNOWN'");
    }

    private static String hundredLabels() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            lines.append("label").append(i).append("\tword").append(i).append('\n');
        }
        return lines.toString();
    }

    private static void sizes(Cases c) {
        c.read("huge-line.tsv", "a\t" + "fine film ".repeat(200_000) + "\nb\tdull\n", 2, 2)
                .read("huge-word.tsv", "a\t" + "x".repeat(1 << 20) + "\nb\tdull\n", 2, 2)
                .read("one-line.tsv", "a\tfine\n", 1, 1)
                .named(
                        "huge-field.csv",
                        "label,text\na,\"" + "fine\n".repeat(100_000) + "\"\nb,dull\n",
                        "label text",
                        2)
                .named(
                        "many-columns.csv",
                        "label,text" + ",x".repeat(5000) + "\na,fine" + ",1".repeat(5000) + "\n",
                        "label text",
                        1)
                .named(
                        "deep.jsonl",
                        "{\"label\":\"a\",\"text\":\"fine\",\"x\":" + "[".repeat(500) + "]".repeat(500) + "}\n",
                        "label text",
                        1)
                .unlabelled("empty.tsv", "", 0, "no documents found")
                .unlabelled("blank.tsv", "\n\n \n", 3, "no documents found")
                .unlabelled("mark-alone.tsv", "\ufeff", 1, "no documents found")
                .unlabelled("words-none.tsv", "a\t...\nb\t\u2026\n", 2, "no documents found");
    }
}
