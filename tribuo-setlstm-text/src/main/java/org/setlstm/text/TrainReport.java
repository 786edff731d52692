package org.setlstm.text;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.setlstm.SETLSTMModel;
import org.setlstm.evaluation.SparsityReport;
import org.setlstm.training.EvolutionReport;
import org.tribuo.classification.evaluation.LabelEvaluation;

/** What {@code train} writes as JSON; the names are the file's. Accuracy and macro F1 are those of the test texts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrainReport(
        Double accuracy,
        Double macroF1,
        int documents,
        Integer testDocuments,
        double trainSeconds,
        double tokensPerSecond,
        int epochs,
        Parameters parameters,
        List<EvolutionReport> evolution,
        String weightsSha256,
        long peakMemoryMB) {
    record Parameters(long stored, long dense, double density, List<SparsityReport.Matrix> matrices) {}

    static TrainReport of(
            SETLSTMModel model,
            LabelEvaluation evaluation,
            int documents,
            double trainSeconds,
            ProgressDisplay progress) {
        SparsityReport sparsity = model.sparsity();
        return new TrainReport(
                evaluation == null ? null : evaluation.accuracy(),
                evaluation == null ? null : evaluation.macroAveragedF1(),
                documents,
                evaluation == null ? null : evaluation.getPredictions().size(),
                trainSeconds,
                progress.tokensPerSecond(),
                progress.epochs(),
                new Parameters(sparsity.stored(), sparsity.dense(), sparsity.density(), sparsity.matrices()),
                progress.evolution(),
                model.weightsDigest(),
                PeakMemory.megabytes());
    }
}
