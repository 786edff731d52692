package org.setlstm.report;

import java.util.List;
import java.util.Map;
import org.setlstm.chart.Chart;
import org.setlstm.evaluation.CalibrationReport;

/** The reliability diagram: how often a classifier is right that is so sure. */
public final class Reliability {
    /** Black, as the numbers of colours go. */
    private static final int DIAGONAL = 6;

    private Reliability() {}

    /**
     * Draws classifiers; one that is as sure as it is right lies on the diagonal.
     *
     * @param chart An empty chart.
     * @param classifiers By name the mean confidences and the accuracies of their bins, as {@link #points} has them.
     */
    public static void draw(Chart chart, Map<String, double[][]> classifiers) {
        double[] ends = {0.0, 1.0};
        chart.curve("as sure as right", ends, ends, DIAGONAL);
        classifiers.forEach((name, points) -> {
            int number = chart.size() - 1;
            chart.line(name, points[0], points[1], number, number);
        });
        chart.yFrom(0.0).yTo(1.0).xNumbers("0.0");
    }

    /**
     * The points of a classifier.
     *
     * @param report Its calibration.
     * @return Mean confidences, ascending, and accuracies.
     */
    public static double[][] points(CalibrationReport report) {
        List<CalibrationReport.Bin> bins = report.bins();
        return new double[][] {
            bins.stream().mapToDouble(CalibrationReport.Bin::confidence).toArray(),
            bins.stream().mapToDouble(CalibrationReport.Bin::accuracy).toArray()
        };
    }
}
