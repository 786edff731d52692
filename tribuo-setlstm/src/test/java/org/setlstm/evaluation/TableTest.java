package org.setlstm.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.setlstm.network.GateTopology;

/** Tables as they are shown, and the reports that are such tables. */
class TableTest {
    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table = new Table(List.of(List.of("name", "n", ""), List.of("a", "1000", ""), List.of("bc<&", "", "x")));
        assertEquals(lines("name     n", "a     1000", "bc<&        x"), table.text());
        assertEquals("""
                <table>
                <tr><th style="text-align:left">name</th><th style="text-align:right">n</th><th style="text-align:right"></th></tr>
                <tr><td style="text-align:left">a</td><td style="text-align:right">1000</td><td style="text-align:right"></td></tr>
                <tr><td style="text-align:left">bc&lt;&amp;</td><td style="text-align:right"></td><td style="text-align:right">x</td></tr>
                </table>""", table.html());
    }

    @Test
    void sparsityIsALineForEachMatrix() {
        SparsityReport report = new SparsityReport(
                List.of(
                        new SparsityReport.Matrix("embedding", 10, 4, 10),
                        new SparsityReport.Matrix("forward.1.input.i", 2, 4, 3),
                        new SparsityReport.Matrix("forward.1.input.f", 2, 4, 1),
                        new SparsityReport.Matrix("ngrams", 100, 2, 50)),
                70,
                80,
                GateTopology.OWN);
        assertEquals(
                lines(
                        "matrix                   shape  stored  dense  density",
                        "embedding               10 x 4      10     40   25.00%",
                        "forward.1.input.i        2 x 4       3      8   37.50%",
                        "forward.1.input.f        2 x 4       1      8   12.50%",
                        "ngrams                 100 x 2      50    200   25.00%",
                        "biases, output                       6      6  100.00%",
                        "total                               70     80   87.50%",
                        "multiply-adds a token                4     16   25.00%"),
                report.toFormattedString());
        assertEquals(
                List.of(
                        new SparsityReport.Matrix("embedding", 10, 4, 10),
                        new SparsityReport.Matrix("forward.1.input", 4, 4, 4),
                        new SparsityReport.Matrix("ngrams", 100, 2, 50)),
                report.gatesTogether());
    }

    @Test
    void connectivityIsALineForEachLayerAndOneForTheWords() {
        List<Connectivity.Layer> layers = List.of(
                new Connectivity.Layer("embedding", List.of(1, 3), List.of(0, 1), 1),
                new Connectivity.Layer("forward.1", List.of(2, 2, 5), List.of(4, 7, 4), 0));
        String[] expected = {
            "layer      units  in: min  mean  max  out: min  mean  max  dead",
            "embedding      2        1   2.0    3         0   0.5    1     1",
            "forward.1      3        2   3.0    5         4   5.0    7     0",
            "words          3                             0   1.3    3     1"
        };
        assertEquals(lines(expected), new Connectivity(layers, List.of(0, 1, 3), 1).toFormattedString());
        assertEquals(
                lines(expected[0], expected[1], expected[2]),
                new Connectivity(layers, List.of(), 0).toFormattedString());
    }

    @Test
    void calibrationIsOneLine() {
        assertEquals(
                "log loss 0.1235, Brier score 0.5000, expected calibration error 0.0625",
                new CalibrationReport(0.12346, 0.5, 0.0625, List.of()).toFormattedString());
    }
}
