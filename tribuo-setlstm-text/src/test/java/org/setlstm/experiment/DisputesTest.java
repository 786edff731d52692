package org.setlstm.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.setlstm.experiment.Disputes.Dispute;
import org.setlstm.report.Predictions;

class DisputesTest {
    private static Predictions said(double[] confidences, int... predicted) {
        return new Predictions(List.of("a", "b", "c"), new int[predicted.length], predicted, confidences);
    }

    @Test
    void theSurestAreFirst() {
        List<Predictions> models = List.of(
                said(new double[] {0.9, 0.6, 0.9, 0.9}, 0, 0, 1, 0),
                said(new double[] {0.9, 0.9, 0.6, 0.9}, 0, 1, 0, 1),
                said(new double[] {0.9, 0.8, 0.7, 0.5}, 0, 1, 0, 2));
        // 0: none. 1: .6 * .9 + .6 * .8 = 1.02. 2: .9 * .6 + .9 * .7 = 1.17. 3: .81 + .45 + .45 = 1.71.
        assertEquals(
                List.of(new Dispute(3, 0, 1), new Dispute(2, 0, 2), new Dispute(1, 0, 1)), Disputes.of(models, 10));
        assertEquals(List.of(new Dispute(3, 0, 1)), Disputes.of(models, 1));
        assertEquals(List.of(), Disputes.of(models.subList(0, 1), 10));
        assertEquals(List.of(), Disputes.of(List.of(), 10));
    }

    @Test
    void ofEqualOnesTheFirst() {
        double[] sure = {0.5, 0.5};
        assertEquals(
                List.of(new Dispute(0, 0, 2), new Dispute(1, 0, 2)),
                Disputes.of(List.of(said(sure, 0, 0), said(sure, 0, 0), said(sure, 1, 1)), 10));
    }
}
