package org.setlstm.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.setlstm.experiment.EvolutionTotals;
import org.setlstm.training.BestEpoch;
import org.setlstm.training.EvolutionReport;
import org.setlstm.training.Progress;
import org.setlstm.training.TrainingListener;

/**
 * On a terminal a bar for each epoch, elsewhere a line. The bar is a library's; ours is what training tells it, and that a log file
 * gets no bar. Counts what the report wants to know.
 */
final class ProgressDisplay implements TrainingListener {
    private static final int UPDATE_MILLIS = 200;
    private static final int WIDTH = 110;

    private final PrintStream err;
    private final boolean terminal;
    private ProgressBar bar;
    private long tokens;
    private double seconds;
    private int epochs;
    private BestEpoch best;
    private final EvolutionTotals evolution = new EvolutionTotals();

    ProgressDisplay(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void resumed(Progress p) {
        err.println("goes on from a checkpoint in epoch " + p.epoch() + " of " + p.epochs() + ", after " + p.batch()
                + " of " + p.batches() + " batches");
    }

    @Override
    public void batch(Progress p) {
        if (!terminal) {
            return;
        }
        if (bar == null) {
            bar = ProgressBar.builder()
                    .setTaskName("epoch " + p.epoch() + " of " + p.epochs())
                    .setInitialMax(p.batches())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(UPDATE_MILLIS)
                    .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                    .build();
        }
        bar.stepTo(p.batch());
        bar.setExtraMessage(String.format(Locale.ROOT, "loss %.4f, %.0f tokens/s", p.loss(), p.tokens() / p.seconds()));
    }

    @Override
    public void epoch(Progress p) {
        tokens += p.tokens();
        seconds += p.seconds();
        epochs = p.epoch();
        if (bar != null) {
            if (p.validation() != null) {
                bar.setExtraMessage(String.format(
                        Locale.ROOT,
                        "loss %.4f, validation accuracy %.4f, loss %.4f",
                        p.loss(),
                        p.validation().accuracy(),
                        p.validation().loss()));
            }
            bar.close();
            bar = null;
        } else {
            err.println(p.summary());
        }
    }

    @Override
    public void restored(BestEpoch epoch) {
        best = epoch;
        err.println(epoch.summary());
    }

    @Override
    public void evolved(List<EvolutionReport> reports) {
        evolution.add(reports);
    }

    /** Over all of training: what was removed and grown, and the share explored at the end. */
    List<EvolutionReport> evolution() {
        return evolution.reports();
    }

    int epochs() {
        return epochs;
    }

    /** Null where nothing was held out. */
    BestEpoch best() {
        return best;
    }

    double tokensPerSecond() {
        return tokens / seconds;
    }
}
