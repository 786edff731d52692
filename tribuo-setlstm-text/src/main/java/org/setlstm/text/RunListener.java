package org.setlstm.text;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.setlstm.network.Network;
import org.setlstm.training.EvolutionReport;
import org.setlstm.training.Progress;
import org.setlstm.training.TrainingListener;

/** Keeps what a run's report tells of training. */
final class RunListener implements TrainingListener {
    private final ProgressDisplay display;
    private final List<Double> losses = new ArrayList<>();
    private Network network;
    private Topology start;

    /** @param terminal Where a bar shows progress; elsewhere a comparison has a line for each run only. */
    RunListener(PrintStream err, boolean terminal) {
        display = new ProgressDisplay(terminal ? err : new PrintStream(OutputStream.nullOutputStream()), terminal);
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
        display.evolved(reports);
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
        return display.evolution();
    }

    Topology start() {
        return start;
    }

    /** After training. */
    Topology end() {
        return Topology.of(network);
    }
}
