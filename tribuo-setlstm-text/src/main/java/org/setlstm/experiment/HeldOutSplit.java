package org.setlstm.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/**
 * Examples in two parts that have the labels in the same shares.
 *
 * @param kept The larger part, in the order of the examples.
 * @param heldOut The other, likewise.
 */
record HeldOutSplit(List<Example<Label>> kept, List<Example<Label>> heldOut) {
    /**
     * Draws the parts.
     *
     * @param share Of each label's examples this share is held out, rounded down.
     * @param seed The same seed draws the same parts.
     */
    static HeldOutSplit of(Iterable<Example<Label>> examples, double share, long seed) {
        List<Example<Label>> all = new ArrayList<>();
        Map<String, List<Integer>> byLabel = new TreeMap<>();
        for (Example<Label> example : examples) {
            byLabel.computeIfAbsent(example.getOutput().getLabel(), label -> new ArrayList<>())
                    .add(all.size());
            all.add(example);
        }
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] out = new boolean[all.size()];
        for (List<Integer> places : byLabel.values()) {
            int drawn = (int) (share * places.size());
            for (int i = 0; i < drawn; i++) {
                Collections.swap(places, i, random.nextInt(i, places.size()));
                out[places.get(i)] = true;
            }
        }
        List<Example<Label>> kept = new ArrayList<>();
        List<Example<Label>> heldOut = new ArrayList<>();
        for (int i = 0; i < out.length; i++) {
            (out[i] ? heldOut : kept).add(all.get(i));
        }
        return new HeldOutSplit(kept, heldOut);
    }
}
