package org.setlstm.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** Against numbers by hand, and a classifier of known calibration. */
class CalibrationReportTest {
    private static Prediction<Label> prediction(String truth, double... probabilities) {
        Map<String, Label> scores = new LinkedHashMap<>();
        Label best = null;
        for (int c = 0; c < probabilities.length; c++) {
            Label label = new Label("c" + c, probabilities[c]);
            scores.put(label.getLabel(), label);
            best = best == null || label.getScore() > best.getScore() ? label : best;
        }
        ArrayExample<Label> example = new ArrayExample<>(new Label(truth), new String[] {"a#1"}, new double[] {1.0});
        return new Prediction<>(best, scores, 1, example, true);
    }

    @Test
    void byHand() {
        CalibrationReport report = CalibrationReport.of(List.of(
                prediction("c0", 0.7, 0.2, 0.1), prediction("c2", 0.69, 0.01, 0.3), prediction("c1", 0.0, 1.0, 0.0)));
        assertEquals(-(Math.log(0.7) + Math.log(0.3)) / 3.0, report.logLoss(), 1e-12);
        double first = 0.3 * 0.3 + 0.2 * 0.2 + 0.1 * 0.1;
        double second = 0.69 * 0.69 + 0.01 * 0.01 + 0.7 * 0.7;
        assertEquals((first + second) / 3.0, report.brierScore(), 1e-12);
        // 0.7 and 0.69 are of the bin from 10/15 to 11/15, where one of two is right; 1.0 is of the last.
        assertEquals((2.0 * Math.abs((0.7 + 0.69) / 2.0 - 0.5) + 0.0) / 3.0, report.expectedCalibrationError(), 1e-12);
        assertEquals(2, report.bins().size());
        assertEquals(2, report.bins().get(0).documents());
        assertEquals(0.695, report.bins().get(0).confidence(), 1e-12);
        assertEquals(0.5, report.bins().get(0).accuracy());
        assertEquals(new CalibrationReport.Bin(1, 1.0, 1.0), report.bins().get(1));
        assertEquals(
                report,
                CalibrationReport.ofProbabilities(List.of(
                                prediction("c0", 0.7, 0.2, 0.1),
                                prediction("c2", 0.69, 0.01, 0.3),
                                prediction("c1", 0.0, 1.0, 0.0)))
                        .orElseThrow());
    }

    @Test
    void aLabelThatTheModelDoesNotKnowIsAsWrongAsCanBe() {
        CalibrationReport report = CalibrationReport.of(List.of(prediction("other", 1.0, 0.0)));
        assertEquals(-Math.log(1e-15), report.logLoss(), 1e-9);
        assertEquals(2.0, report.brierScore(), 1e-12);
        assertEquals(1.0, report.expectedCalibrationError(), 1e-12);
    }

    @Test
    void whoIsRightAsOftenAsSaidHasNoError() {
        SplittableRandom random = new SplittableRandom(5);
        List<Prediction<Label>> honest = new ArrayList<>();
        List<Prediction<Label>> boasting = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            double p = random.nextDouble(0.5, 1.0);
            String truth = random.nextDouble() < p ? "c0" : "c1";
            honest.add(prediction(truth, p, 1.0 - p));
            boasting.add(prediction(truth, 0.95, 0.05));
        }
        assertTrue(CalibrationReport.of(honest).expectedCalibrationError() < 0.01);
        assertEquals(0.2, CalibrationReport.of(boasting).expectedCalibrationError(), 0.01);
        assertTrue(CalibrationReport.of(honest).logLoss()
                < CalibrationReport.of(boasting).logLoss());
    }

    @Test
    void withoutProbabilitiesThereIsNone() {
        Prediction<Label> score = new Prediction<>(
                new Label("c0", 3.0), 1, new ArrayExample<>(new Label("c0"), new String[] {"a#1"}, new double[] {1.0}));
        assertThrows(IllegalArgumentException.class, () -> CalibrationReport.of(List.of(score)));
        assertThrows(IllegalArgumentException.class, () -> CalibrationReport.of(List.of()));
        assertTrue(CalibrationReport.ofProbabilities(List.of(score)).isEmpty());
        assertTrue(CalibrationReport.ofProbabilities(List.of()).isEmpty());
    }
}
