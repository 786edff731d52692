package org.setlstm.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.setlstm.SETLSTM;
import org.setlstm.chart.Chart;
import org.setlstm.experiment.DataResult.ModelResult;
import org.setlstm.experiment.DisputedText.Reason;
import org.setlstm.experiment.DisputedText.Verdict;
import org.setlstm.report.ColouredText;
import org.setlstm.report.HTML;

/** A comparison as one page that needs nothing else: no network, no other file, and to be read no script. */
final class ReportPage {
    /** Says to browsers what is true anyway, so that nothing of a text could be more than text. */
    private static final String POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    private static final List<String> VERDICT_HEAD = List.of("model", "label", "probability");

    /**
     * A data set's part.
     *
     * @param directory Where its runs are.
     * @param disputed The texts that models disagree on most.
     */
    record Part(DataResult result, Path directory, List<DisputedText> disputed) {}

    private ReportPage() {}

    /** @param command What makes all of it, as one would type it; null if no command did. */
    static String of(List<Part> parts, String command) throws IOException {
        StringBuilder body = new StringBuilder();
        body.append(HTML.element("h1", "Comparison")).append('\n').append(contents(parts));
        for (int p = 0; p < parts.size(); p++) {
            DataResult result = parts.get(p).result;
            body.append(section("data" + p, result.name()))
                    .append(HTML.element("p", HTML.escaped(ComparisonTable.documents(result))))
                    .append(part(parts.get(p)));
        }
        List<DataResult> results = parts.stream().map(Part::result).toList();
        body.append(section("size", "Accuracy against parameters"))
                .append(figure(ComparisonPlots.accuracyByDensity(results, true), "Accuracy against parameters"));
        body.append(section("runs", "Runs"));
        for (Part part : parts) {
            body.append(runs(part));
        }
        body.append(reproduce(command));
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n"
                + "<title>Comparison: " + HTML.escaped(names(results)) + "</title>\n"
                + HTML.element("style", "\n" + resource("report.css")) + "\n</head>\n<body>\n"
                + body + HTML.element("script", "\n" + resource("report.js")) + "\n</body>\n</html>\n";
    }

    private static String names(List<DataResult> results) {
        return String.join(", ", results.stream().map(DataResult::name).toList());
    }

    private static String contents(List<Part> parts) {
        StringBuilder links = new StringBuilder();
        for (int p = 0; p < parts.size(); p++) {
            links.append(link("data" + p, parts.get(p).result.name()));
        }
        links.append(link("size", "size")).append(link("runs", "runs")).append(link("again", "how to repeat it"));
        return HTML.element("nav", links.toString())
                + HTML.element("p class=\"note\"", HTML.escaped(ComparisonTable.KEY))
                + '\n';
    }

    private static String link(String anchor, String name) {
        return HTML.element("a href=\"#" + anchor + "\"", HTML.escaped(name)) + ' ';
    }

    private static String section(String anchor, String title) {
        return HTML.element("h2 id=\"" + anchor + "\"", HTML.escaped(title)) + '\n';
    }

    private static String part(Part part) throws IOException {
        DataResult result = part.result;
        StringBuilder html = new StringBuilder();
        html.append(HTML.table(ComparisonTable.HEAD, ComparisonTable.rows(result)));
        List<List<String>> differences = ComparisonTable.differences(result);
        if (!differences.isEmpty()) {
            html.append(HTML.element("p class=\"note\"", HTML.escaped(ComparisonTable.CHANCE)))
                    .append(HTML.table(ComparisonTable.DIFFERENCES_HEAD, differences));
        }
        StringBuilder figures = new StringBuilder();
        for (Map.Entry<String, Chart> chart : ComparisonPlots.of(result, true).entrySet()) {
            figures.append(figure(chart.getValue(), result.name() + ": " + chart.getKey()));
        }
        return html.append(HTML.element("div class=\"figures\"", figures.toString()))
                .append(topologies(part))
                .append(disputed(part.disputed))
                .toString();
    }

    private static String figure(Chart chart, String alternative) {
        return HTML.element("figure", HTML.picture(List.of(chart), 1, alternative)) + '\n';
    }

    private static String topologies(Part part) throws IOException {
        StringBuilder html = new StringBuilder();
        for (ModelResult model : part.result.models()) {
            long seed = model.runs().get(0).seed();
            Path picture = part.directory.resolve(model.name().directory(seed)).resolve(ComparisonRun.TOPOLOGY);
            if (Files.exists(picture)) {
                String title = "Topology of " + model.name().title() + " before and after training, seed " + seed;
                String details = HTML.details(title, HTML.picture(Files.readAllBytes(picture), title));
                // The first one is seen at once, and on paper.
                html.append(html.isEmpty() ? details.replaceFirst("<details>", "<details open>") : details);
            }
        }
        return html.toString();
    }

    private static String disputed(List<DisputedText> texts) {
        if (texts.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder(HTML.element("h3", "Texts on which the models disagree most"));
        html.append(HTML.element(
                "p class=\"note\"",
                "By their first seeds. Under each text two that are surest of different labels, and what moved them: an LSTM"
                        + " by every word in its place, a linear model by its largest summands. Texts are shown as their"
                        + " tokens."));
        html.append(ColouredText.legend());
        texts.forEach(t -> html.append(disputed(t)));
        return html.toString();
    }

    private static String disputed(DisputedText text) {
        StringBuilder html = new StringBuilder(HTML.element("h4", "Its label: " + HTML.escaped(text.truth())));
        html.append("\n<div class=\"pair\">");
        html.append(HTML.table(
                VERDICT_HEAD, text.verdicts().stream().map(v -> row(v, text)).toList()));
        html.append("<div>");
        if (text.explanations().stream().noneMatch(Reason::inOrder)) {
            html.append(paragraph("", String.join(" ", text.tokens()), true));
        }
        for (Reason reason : text.explanations()) {
            html.append(paragraph(reason.model() + ", " + reason.label() + ": ", reason.html(), false));
        }
        return HTML.element("article", html.append("</div></div>").toString()) + '\n';
    }

    private static String paragraph(String before, String text, boolean plain) {
        return HTML.element(
                "p dir=\"auto\"", HTML.element("b", HTML.escaped(before)) + (plain ? HTML.escaped(text) : text));
    }

    private static List<String> row(Verdict verdict, DisputedText text) {
        String label = verdict.label();
        return List.of(
                verdict.model(),
                label.equals(text.truth()) ? "**" + label + "**" : label,
                Double.isNaN(verdict.confidence())
                        ? "-"
                        : String.format(Locale.ROOT, "%.1f%%", 100.0 * verdict.confidence()));
    }

    private static String runs(Part part) throws IOException {
        StringBuilder html = new StringBuilder();
        for (ModelResult model : part.result.models()) {
            for (RunReport run : model.runs()) {
                html.append(RunDetails.of(
                        part.result.name() + ", " + model.name().title() + ", seed " + run.seed(),
                        part.directory.resolve(model.name().directory(run.seed())),
                        run));
            }
        }
        return html.toString();
    }

    private static String reproduce(String command) {
        String again = command == null
                ? ""
                : HTML.element("p", "All of it, with the same texts:") + HTML.element("pre", HTML.escaped(command));
        return section("again", "How to repeat it")
                + again
                + HTML.element(
                        "p",
                        "One LSTM from its file, weights compared bit by bit; where the texts are now is said with"
                                + " <code>--data-path</code>:")
                + HTML.element("pre", "setlstm reproduce --model-path DIRECTORY/" + ComparisonRun.MODEL)
                + HTML.element("p", "Made by tribuo-setlstm " + HTML.escaped(SETLSTM.VERSION) + ".")
                + '\n';
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
