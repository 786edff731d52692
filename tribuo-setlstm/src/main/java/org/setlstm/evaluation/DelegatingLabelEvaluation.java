package org.setlstm.evaluation;

import java.util.List;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.ConfusionMatrix;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluationUtil;
import org.tribuo.provenance.EvaluationProvenance;

/** Asks another evaluation for all that concerns labels: Tribuo's own can't be extended. */
abstract class DelegatingLabelEvaluation implements LabelEvaluation {
    /** The other one. */
    final LabelEvaluation labels;

    DelegatingLabelEvaluation(LabelEvaluation labels) {
        this.labels = labels;
    }

    @Override
    public double tp(Label label) {
        return labels.tp(label);
    }

    @Override
    public double tp() {
        return labels.tp();
    }

    @Override
    public double macroTP() {
        return labels.macroTP();
    }

    @Override
    public double fp(Label label) {
        return labels.fp(label);
    }

    @Override
    public double fp() {
        return labels.fp();
    }

    @Override
    public double macroFP() {
        return labels.macroFP();
    }

    @Override
    public double tn(Label label) {
        return labels.tn(label);
    }

    @Override
    public double tn() {
        return labels.tn();
    }

    @Override
    public double macroTN() {
        return labels.macroTN();
    }

    @Override
    public double fn(Label label) {
        return labels.fn(label);
    }

    @Override
    public double fn() {
        return labels.fn();
    }

    @Override
    public double macroFN() {
        return labels.macroFN();
    }

    @Override
    public double precision(Label label) {
        return labels.precision(label);
    }

    @Override
    public double microAveragedPrecision() {
        return labels.microAveragedPrecision();
    }

    @Override
    public double macroAveragedPrecision() {
        return labels.macroAveragedPrecision();
    }

    @Override
    public double recall(Label label) {
        return labels.recall(label);
    }

    @Override
    public double microAveragedRecall() {
        return labels.microAveragedRecall();
    }

    @Override
    public double macroAveragedRecall() {
        return labels.macroAveragedRecall();
    }

    @Override
    public double f1(Label label) {
        return labels.f1(label);
    }

    @Override
    public double microAveragedF1() {
        return labels.microAveragedF1();
    }

    @Override
    public double macroAveragedF1() {
        return labels.macroAveragedF1();
    }

    @Override
    public double balancedErrorRate() {
        return labels.balancedErrorRate();
    }

    @Override
    public double confusion(Label predicted, Label truth) {
        return labels.confusion(predicted, truth);
    }

    @Override
    public ConfusionMatrix<Label> getConfusionMatrix() {
        return labels.getConfusionMatrix();
    }

    @Override
    public double accuracy() {
        return labels.accuracy();
    }

    @Override
    public double accuracy(Label label) {
        return labels.accuracy(label);
    }

    @Override
    public double AUCROC(Label label) {
        return labels.AUCROC(label);
    }

    @Override
    public double averageAUCROC(boolean weighted) {
        return labels.averageAUCROC(weighted);
    }

    @Override
    public double averagedPrecision(Label label) {
        return labels.averagedPrecision(label);
    }

    @Override
    public LabelEvaluationUtil.PRCurve precisionRecallCurve(Label label) {
        return labels.precisionRecallCurve(label);
    }

    @Override
    public List<Prediction<Label>> getPredictions() {
        return labels.getPredictions();
    }

    @Override
    public EvaluationProvenance getProvenance() {
        return labels.getProvenance();
    }
}
