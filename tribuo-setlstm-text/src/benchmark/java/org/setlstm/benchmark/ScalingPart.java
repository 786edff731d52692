package org.setlstm.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.setlstm.benchmark.ScalingTask.Axis;
import org.setlstm.benchmark.ScalingTask.Point;

/** What a step and a batch of ours cost against what they depend on. */
final class ScalingPart {
    private static final Shape SHAPE = Shape.ofSpeed(256, 0.04);

    private ScalingPart() {}

    static Section run(Setup setup) throws IOException {
        Progress.say("scaling");
        Point[] points = setup.workers().run(Job.of(Task.SCALING, Side.SETLSTM, 1, SHAPE), Point[].class);
        StringBuilder markdown = new StringBuilder(String.format(
                Locale.ROOT,
                "From hidden %d, gates %s, batches of %d documents of %d tokens, one thing varies at a time; %s."
                        + " Medians in milliseconds.%n",
                SHAPE.hidden(),
                Numbers.percent(SHAPE.gateDensity()),
                SHAPE.batch(),
                SHAPE.length(),
                Setup.threads(1)));
        for (Axis axis : Axis.values()) {
            List<Point> curve =
                    Arrays.stream(points).filter(p -> p.axis() == axis).toList();
            Path picture = setup.directory().resolve("scaling-" + axis.name().toLowerCase(Locale.ROOT) + ".png");
            ScalingChart.write(picture, axis, curve);
            markdown.append(String.format(
                    Locale.ROOT, "%n![%s](%s)%n%n%s", axis.label(), picture.getFileName(), table(axis, curve)));
        }
        markdown.append("\n")
                .append(Others.note(Arrays.stream(points).map(Point::step).toList()));
        return new Section(markdown.toString(), points);
    }

    private static MarkdownTable table(Axis axis, List<Point> curve) {
        MarkdownTable table = new MarkdownTable(axis.label(), "gates' weights", "training step", "predicted batch");
        for (Point p : curve) {
            table.row(
                    axis == Axis.WEIGHTS ? Numbers.percent(p.value()) : String.valueOf((int) p.value()),
                    String.format(Locale.ROOT, "%,d", p.gateWeights()),
                    Numbers.plain(p.step().median()),
                    Numbers.plain(p.prediction().median()));
        }
        return table;
    }
}
