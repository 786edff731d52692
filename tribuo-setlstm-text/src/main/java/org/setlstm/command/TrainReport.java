package org.setlstm.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.setlstm.SETLSTMModel;
import org.setlstm.evaluation.CalibrationReport;
import org.setlstm.experiment.Parameters;
import org.setlstm.training.BestEpoch;
import org.setlstm.training.EvolutionReport;
import org.tribuo.classification.evaluation.LabelEvaluation;

/**
 * What {@code train} writes as JSON; the names are the file's. Accuracy, macro F1 and calibration are those of the test texts, the
 * validation's those of the held-out texts at the best epoch.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrainReport(
        Double accuracy,
        Double macroF1,
        CalibrationReport calibration,
        int documents,
        Integer testDocuments,
        double trainSeconds,
        double tokensPerSecond,
        int epochs,
        Integer bestEpoch,
        Double validationAccuracy,
        Double validationLoss,
        Parameters parameters,
        List<EvolutionReport> evolution,
        String weightsSha256,
        long peakMemoryMB) {
    static TrainReport of(
            SETLSTMModel model,
            LabelEvaluation evaluation,
            int documents,
            double trainSeconds,
            ProgressDisplay progress) {
        BestEpoch best = progress.best();
        return new TrainReport(
                evaluation == null ? null : evaluation.accuracy(),
                evaluation == null ? null : evaluation.macroAveragedF1(),
                evaluation == null ? null : CalibrationReport.of(evaluation.getPredictions()),
                documents,
                evaluation == null ? null : evaluation.getPredictions().size(),
                trainSeconds,
                progress.tokensPerSecond(),
                progress.epochs(),
                best == null ? null : best.epoch(),
                best == null ? null : best.score().accuracy(),
                best == null ? null : best.score().loss(),
                Parameters.of(model.sparsity()),
                progress.evolution(),
                model.weightsDigest(),
                PeakMemory.megabytes());
    }
}
