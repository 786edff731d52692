package org.setlstm.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that {@code compare} writes, of labels and texts that would like to be more than text. */
class ReportInBrowserTest {
    private static final long SECONDS = 240;
    private static final String EVIL = "<script>window.hacked=1</script>";

    /** What is asked of the page once it is there. Sorts its first table twice. */
    private static final String PROBE = """
            <script>
            const answer = {hacked: String(window.hacked), tables: document.querySelectorAll("table").length};
            const head = Array.from(document.querySelectorAll("thead th"));
            const names = () => Array.from(document.querySelector("tbody").rows).map(r => r.cells[0].textContent);
            const values = c => Array.from(document.querySelector("tbody").rows).map(r => r.cells[c].textContent);
            head[6].firstChild.click();
            answer.descending = values(6);
            answer.sort = head[6].getAttribute("aria-sort");
            head[6].firstChild.click();
            answer.ascending = values(6);
            head[0].firstChild.click();
            answer.names = names();
            answer.pictures = Array.from(document.images).filter(i => i.complete && i.naturalWidth > 500).length;
            answer.broken = Array.from(document.images).filter(i => i.naturalWidth === 0).length;
            answer.spans = document.querySelectorAll("article p span[title]").length;
            answer.anchors = Array.from(document.querySelectorAll("nav a")).filter(a => !document.querySelector(a.hash)).length;
            document.querySelectorAll("details").forEach(d => d.open = true);
            document.documentElement.style.width = "360px";
            answer.overflow = document.documentElement.scrollWidth > Math.max(360, window.innerWidth)
                || document.body.scrollWidth > 360;
            document.body.innerHTML = "<pre id=answer></pre>";
            document.getElementById("answer").textContent = btoa(unescape(encodeURIComponent(JSON.stringify(answer))));
            </script>
            """;

    @TempDir
    static Path directory;

    private static Path page;

    @BeforeAll
    static void compare() throws IOException {
        Path data = Files.createDirectory(directory.resolve("a & b's <i>"));
        for (String half : List.of("train", "test")) {
            // Labels by chance, so that models find different reasons.
            Random random = new Random(half.hashCode());
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String words = random.ints(5, 0, 30).mapToObj(w -> "word" + w).collect(Collectors.joining(" "));
                lines.add((random.nextBoolean() ? EVIL : "go'od") + "\t" + words + " &amp; \"" + EVIL);
            }
            Files.write(data.resolve(half + ".tsv"), lines);
        }
        Path out = directory.resolve("out");
        MainTest.Result result = MainTest.run(
                "compare",
                "--data",
                data.toString(),
                "--models",
                "set,small-dense,linear,nb-svm",
                "--seeds",
                "2",
                "--epochs",
                "1",
                "--hidden-dimension",
                "6",
                "--embedding-dimension",
                "12",
                "--output-path",
                out.toString());
        assertEquals(0, result.status(), result.err());
        page = out.resolve("report.html");
    }

    private static Optional<Path> browser() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(place -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What a browser makes of a page; the console's lines stand among the errors. */
    private static String[] open(Path file) throws IOException, InterruptedException {
        Optional<Path> browser = browser();
        assumeTrue(
                browser.isPresent(),
                "there is no chromium here, as .ci/run installs it: the page is opened in no browser");
        Path dom = directory.resolve("dom.html");
        Path errors = directory.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        browser.get().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + directory.resolve("profile"),
                        "--enable-logging=stderr",
                        "--dump-dom",
                        file.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the browser takes too long");
        } finally {
            process.destroyForcibly().waitFor();
        }
        String console = String.join(
                "\n",
                Files.readString(errors)
                        .lines()
                        .filter(l -> l.contains("CONSOLE"))
                        .toList());
        return new String[] {Files.readString(dom), console};
    }

    @Test
    void browsersFindNoFaultAndTablesSort() throws Exception {
        String html = Files.readString(page);
        Path probed = Files.writeString(directory.resolve("probed.html"), html.replace("</body>", PROBE + "</body>"));
        String[] opened = open(probed);
        assertEquals("", opened[1]);
        String dom = opened[0].replaceAll("(?s).*<pre id=\"answer\">(.*?)</pre>.*", "$1");
        JsonNode answer = new ObjectMapper().readTree(Base64.getDecoder().decode(dom.strip()));
        assertEquals("undefined", answer.get("hacked").asText());
        List<Integer> descending = numbers(answer.get("descending"));
        assertEquals(descending.stream().sorted((a, b) -> b - a).toList(), descending);
        assertEquals("descending", answer.get("sort").asText());
        assertEquals(descending.stream().sorted().toList(), numbers(answer.get("ascending")));
        assertEquals(
                "[\"linear\",\"nb-svm\",\"set\",\"small-dense\"]",
                answer.get("names").toString());
        // Learning curves, reliability, set's topology, accuracy against parameters.
        assertEquals(4, answer.get("pictures").asInt(), answer.toString());
        assertEquals(0, answer.get("broken").asInt());
        assertEquals(0, answer.get("anchors").asInt());
        assertTrue(answer.get("spans").asInt() > 0, answer.toString());
        // Results, differences, ten texts at most, and two of each of eight runs.
        assertTrue(answer.get("tables").asInt() > 18, answer.toString());
        assertFalse(answer.get("overflow").asBoolean(), "wider than a phone");
    }

    private static List<Integer> numbers(JsonNode values) {
        List<Integer> numbers = new ArrayList<>();
        values.forEach(v -> numbers.add(Integer.parseInt(v.asText().replace(",", ""))));
        return numbers;
    }

    /** Else the test above would pass of anything. */
    @Test
    void faultsAreSeen() throws Exception {
        Path broken = Files.writeString(
                directory.resolve("broken.html"),
                Files.readString(page)
                        .replace("</body>", "<script>nowhere();</script><img src=\"https://a.b/c\"></body>"));
        String console = open(broken)[1];
        assertTrue(console.contains("nowhere is not defined"), console);
        assertTrue(console.contains("Content Security Policy"), console);
    }

    @Test
    void thePageNeedsNothingElse() throws IOException {
        String html = Files.readString(page);
        assertFalse(html.contains(EVIL), "labels are text");
        assertFalse(html.contains("<i>"), "names are text");
        assertFalse(html.matches("(?s).*(src|href)=[\"']?+(?!data:|#).*"), "all is within the page");
        assertFalse(html.contains("url("), "styles too");
        assertTrue(html.contains("setlstm compare --data &#39;" + directory), "the command is told");
        assertTrue(html.contains("weightsSha256") && html.contains("trainer.learningRate"), "provenance is told");
        long bytes = Files.size(page);
        assertTrue(bytes < 3_000_000, bytes + " bytes");
    }
}
