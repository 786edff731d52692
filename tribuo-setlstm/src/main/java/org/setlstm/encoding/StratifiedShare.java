package org.setlstm.encoding;

import java.util.BitSet;
import java.util.SplittableRandom;

/** Draws a share of examples of which each label has its part, but for rounding. */
final class StratifiedShare {
    private StratifiedShare() {}

    /**
     * Draws. As many as {@code share * labels.length} says, and none that is the last of its label: then fewer.
     *
     * @throws IllegalArgumentException If that is none at all.
     */
    static BitSet draw(int[] labels, int classes, double share, SplittableRandom random) {
        int[][] members = members(labels, classes);
        BitSet drawn = new BitSet();
        int seen = 0;
        for (int[] m : members) {
            // Rounded over all labels so far, so that what many small ones round off doesn't add up.
            long before = Math.round(share * seen);
            seen += m.length;
            long part = Math.min(Math.round(share * seen) - before, m.length - 1);
            for (int i = 0; i < part; i++) {
                int j = random.nextInt(i, m.length);
                drawn.set(m[j]);
                m[j] = m[i];
            }
        }
        if (drawn.isEmpty()) {
            throw new IllegalArgumentException("A validationShare of " + share + " of " + labels.length
                    + " examples holds out none, or the last of a label");
        }
        return drawn;
    }

    private static int[][] members(int[] labels, int classes) {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        int[][] members = new int[classes][];
        for (int c = 0; c < classes; c++) {
            members[c] = new int[counts[c]];
        }
        for (int i = labels.length - 1; i >= 0; i--) {
            members[labels[i]][--counts[labels[i]]] = i;
        }
        return members;
    }
}
