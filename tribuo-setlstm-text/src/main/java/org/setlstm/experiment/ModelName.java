package org.setlstm.experiment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of a comparison.
 *
 * @param kind What it is.
 * @param share The share of the dense parameters that it aims at; null for what the trainer is configured for.
 */
record ModelName(ModelKind kind, BigDecimal share) {
    /** Those kinds whose size depends on the density at every share, the others once. */
    static List<ModelName> all(List<ModelKind> kinds, List<BigDecimal> shares) {
        List<ModelName> names = new ArrayList<>();
        for (ModelKind kind : kinds) {
            if (kind.hasDensity() && !shares.isEmpty()) {
                shares.forEach(share -> names.add(new ModelName(kind, share)));
            } else {
                names.add(new ModelName(kind, null));
            }
        }
        return names;
    }

    /** As in {@code set 4%}. */
    String title() {
        return share == null
                ? kind.title()
                : kind.title() + " "
                        + share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    /** As in {@code set-0.04-seed1}. */
    String directory(long seed) {
        return directoryPrefix() + seed;
    }

    /** A directory of this model's, without its seed. */
    String directoryPrefix() {
        String density = share == null ? "" : "-" + share.stripTrailingZeros().toPlainString();
        return kind.title() + density + "-seed";
    }
}
