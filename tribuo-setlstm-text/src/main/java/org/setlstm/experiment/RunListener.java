package org.setlstm.experiment;

import java.util.ArrayList;
import java.util.List;
import org.setlstm.network.Network;
import org.setlstm.report.Topology;
import org.setlstm.training.EvolutionReport;
import org.setlstm.training.Progress;
import org.setlstm.training.TrainingListener;

/** Keeps what a run's report tells of training. */
final class RunListener implements TrainingListener {
    private final TrainingListener display;
    private final EvolutionTotals evolution = new EvolutionTotals();
    private final List<Double> losses = new ArrayList<>();
    private Network network;
    private Topology start;

    /** @param display Is told of batches and epochs too. */
    RunListener(TrainingListener display) {
        this.display = display;
    }

    @Override
    public void started(Network trained) {
        network = trained;
        start = Topology.of(trained);
    }

    @Override
    public void batch(Progress progress) {
        display.batch(progress);
    }

    @Override
    public void evolved(List<EvolutionReport> reports) {
        evolution.add(reports);
    }

    @Override
    public void epoch(Progress progress) {
        losses.add(progress.loss());
        display.epoch(progress);
    }

    List<Double> losses() {
        return losses;
    }

    List<EvolutionReport> evolution() {
        return evolution.reports();
    }

    Topology start() {
        return start;
    }

    /** After training. */
    Topology end() {
        return Topology.of(network);
    }
}
