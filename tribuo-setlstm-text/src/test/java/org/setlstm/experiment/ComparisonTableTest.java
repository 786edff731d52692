package org.setlstm.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.setlstm.evaluation.CalibrationReport;
import org.setlstm.experiment.DataResult.ModelResult;
import org.setlstm.report.Interval;
import org.setlstm.report.McNemar;
import org.setlstm.report.PairedBootstrap;
import org.setlstm.text.Texts;

class ComparisonTableTest {
    private static final CalibrationReport CALIBRATION = new CalibrationReport(
            0.25,
            0.1,
            0.03,
            List.of(new CalibrationReport.Bin(10, 0.62, 0.5), new CalibrationReport.Bin(30, 0.97, 1.0)));

    private static RunReport run(double accuracy, double macroF1, long parameters, Double explored, double... losses) {
        return new RunReport(
                "key",
                "version",
                "data",
                "model",
                1,
                accuracy,
                macroF1,
                CALIBRATION,
                Arrays.stream(losses).boxed().toList(),
                new Parameters(parameters, 1_000_000, 0.0, List.of()),
                List.of(),
                explored,
                2.0,
                1_500_000,
                null,
                null);
    }

    @Test
    void meansDeviationsAndTheBest() {
        ModelResult set = new ModelResult(
                new ModelName(ModelKind.SET, new BigDecimal("0.04")),
                List.of(run(0.80, 0.70, 40_000, 0.1), run(0.90, 0.76, 40_000, 0.3)),
                null);
        AgainstSet against = new AgainstSet(
                "set 4%",
                List.of(1L, 2L),
                new PairedBootstrap(new Interval(0.0001, -0.012, 0.02), new Interval(0.01, 0.001, 0.02)),
                List.of(new McNemar(5, 6, 1.0), new McNemar(1, 30, 1e-8)));
        ModelResult linear = new ModelResult(
                new ModelName(ModelKind.LINEAR, null), List.of(run(0.8501, 0.74, 1_234_567, null)), against);
        String table = ComparisonTable.of(List.of(new DataResult(
                "mr", 9596, new MajorityBaseline("neg", 1066, 0.8, 0.444), 1_000_000, List.of(set, linear))));
        Texts.assertContains(
                table,
                "## mr: 9,596 training and 1,066 test texts; always \"neg\" has accuracy 80.0, macro-F1 44.4\n",
                "| set 4% | 2 | **85.0** ± 7.1 | 73.0 ± 4.2 | 0.250 | 0.030 | 40,000 | 4.00% | 20.00% | 2.0 s | 1.50 MB |\n",
                "| linear | 1 | **85.0** ≈ | **74.0** | 0.250 | 0.030 | 1,234,567 | 123.46% | - | 2.0 s | 1.50 MB |\n",
                "| linear | set 4% | 2 | +0.0 (-1.2 to 2.0) | +1.0 (0.1 to 2.0) | 1.000, <0.001 |\n");
    }

    @Test
    void reliabilityIsThatOfAllRunsTogether() {
        RunReport one = run(0, 0, 1, null);
        CalibrationReport of = new CalibrationReport(
                0.2,
                0.1,
                0.1,
                List.of(new CalibrationReport.Bin(30, 0.61, 0.7), new CalibrationReport.Bin(5, 0.4, 0.2)));
        RunReport other = new RunReport(
                "key", "version", "data", "model", 2, 0, 0, of, List.of(), null, List.of(), null, 1.0, 1, null, null);
        double[][] points = ComparisonPlots.reliability(List.of(one, other));
        assertArrayEquals(new double[] {0.4, (6.2 + 18.3) / 40, 0.97}, points[0], 1e-12);
        assertArrayEquals(new double[] {0.2, (5 + 21) / 40.0, 1.0}, points[1], 1e-12);
    }

    @Test
    void learningCurvesAreMeansOverTheRunsThatGotSoFar() {
        List<RunReport> runs = List.of(run(0, 0, 1, null, 0.6, 0.4), run(0, 0, 1, null, 0.4, 0.2, 0.1));
        assertArrayEquals(new double[] {0.5, 0.3, 0.1}, ComparisonPlots.losses(runs), 1e-12);
    }

    @Test
    void directoriesTellModelsApart() {
        assertEquals("set-0.04-seed7", new ModelName(ModelKind.SET, new BigDecimal("0.040")).directory(7));
        assertEquals("set-annealed-seed7", new ModelName(ModelKind.SET_ANNEALED, null).directory(7));
        assertEquals("static 2.5%", new ModelName(ModelKind.STATIC, new BigDecimal("0.025")).title());
    }
}
