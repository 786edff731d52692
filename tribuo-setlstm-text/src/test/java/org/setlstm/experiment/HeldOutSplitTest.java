package org.setlstm.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

class HeldOutSplitTest {
    /** 40 of a, 10 of b, 4 of c. */
    private static List<Example<Label>> examples() {
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < 54; i++) {
            examples.add(new ArrayExample<>(
                    new Label(i % 5 == 4 ? "b" : i < 50 ? "a" : "c"), new String[] {"f" + i}, new double[] {1.0}));
        }
        return examples;
    }

    private static long count(List<Example<Label>> examples, String label) {
        return examples.stream()
                .filter(e -> e.getOutput().getLabel().equals(label))
                .count();
    }

    @Test
    void eachLabelIsHeldOutInTheSameShare() {
        List<Example<Label>> all = examples();
        HeldOutSplit split = HeldOutSplit.of(all, 0.2, 1);
        assertEquals(8, count(split.heldOut(), "a"));
        assertEquals(2, count(split.heldOut(), "b"));
        assertEquals(0, count(split.heldOut(), "c"));
        List<Example<Label>> both = new ArrayList<>(all);
        both.removeAll(split.heldOut());
        assertEquals(both, split.kept());
    }

    @Test
    void isDrawnByTheSeed() {
        assertEquals(HeldOutSplit.of(examples(), 0.2, 1), HeldOutSplit.of(examples(), 0.2, 1));
        assertNotEquals(HeldOutSplit.of(examples(), 0.2, 1), HeldOutSplit.of(examples(), 0.2, 2));
    }
}
