package org.setlstm.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.setlstm.evaluation.Table;
import org.setlstm.training.BestEpoch;
import org.setlstm.training.Progress;
import org.setlstm.training.TrainingListener;

/** A table with a row for each epoch, and below it where training is. What is left in the end depends on no clock. */
final class NotebookProgress implements TrainingListener {
    private static final long INTERVAL_NANOS = 200_000_000L;

    private final Consumer<String> show;
    private final List<List<String>> rows = new ArrayList<>();
    private long next = System.nanoTime();

    NotebookProgress(Consumer<String> show) {
        this.show = show;
    }

    @Override
    public void batch(Progress p) {
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + INTERVAL_NANOS;
            show(String.format(
                    Locale.ROOT,
                    "epoch %d of %d, batch %d of %d: loss %.4f, %.0f tokens/s",
                    p.epoch(),
                    p.epochs(),
                    p.batch(),
                    p.batches(),
                    p.loss(),
                    p.tokens() / p.seconds()));
        }
    }

    @Override
    public void epoch(Progress p) {
        boolean validated = p.validation() != null;
        if (rows.isEmpty()) {
            rows.add(
                    validated
                            ? List.of("epoch", "loss in nats", "validation loss in nats", "validation accuracy")
                            : List.of("epoch", "loss in nats"));
        }
        String epoch = p.epoch() + " of " + p.epochs();
        String loss = decimals(p.loss());
        rows.add(
                validated
                        ? List.of(
                                epoch,
                                loss,
                                decimals(p.validation().loss()),
                                decimals(p.validation().accuracy()))
                        : List.of(epoch, loss));
        show("");
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    @Override
    public void restored(BestEpoch best) {
        show("the weights are those of epoch " + best.epoch());
    }

    private void show(String below) {
        String table = rows.isEmpty() ? "" : new Table(rows).html();
        show.accept(below.isEmpty() ? table : table + "<p>" + below + "</p>");
    }
}
