package org.setlstm.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.setlstm.report.McNemar;
import org.setlstm.report.PairedBootstrap;
import org.setlstm.report.Predictions;

/**
 * How a model differs from {@code set}, and whether that is chance.
 *
 * @param set The title of the model that it is compared with.
 * @param seeds The seeds that both were trained with.
 * @param difference This model's accuracy and macro-F1 minus those of {@code set}, with their intervals.
 * @param tests For each seed McNemar's test, {@code set} first.
 */
record AgainstSet(String set, List<Long> seeds, PairedBootstrap difference, List<McNemar> tests) {
    /** Of what runs said, by seed; null if no seed has both, or the documents aren't the same. */
    static AgainstSet of(String title, SortedMap<Long, Predictions> set, SortedMap<Long, Predictions> model) {
        List<Long> seeds = set.keySet().stream()
                .filter(seed -> model.containsKey(seed) && model.get(seed).isOfTheSame(set.get(seed)))
                .toList();
        if (seeds.isEmpty()) {
            return null;
        }
        List<Predictions> first = seeds.stream().map(set::get).toList();
        List<Predictions> second = seeds.stream().map(model::get).toList();
        List<McNemar> tests = new ArrayList<>();
        for (int s = 0; s < seeds.size(); s++) {
            tests.add(McNemar.of(first.get(s), second.get(s)));
        }
        return new AgainstSet(title, seeds, PairedBootstrap.of(first, second), tests);
    }
}
