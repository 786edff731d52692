package org.setlstm.sparse;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.function.Consumer;

/**
 * When and how a topology evolves: at the end of each epoch but the last and, if asked, every so many steps, by the
 * rule of {@link SparseEvolution}. Never changes once it is made.
 */
public final class TopologyEvolution implements Configurable, Provenancable<ConfiguredObjectProvenance> {
    @Config(description = "What evolution removes: SET, or GLOBAL_MAGNITUDE with the gates judged together.")
    private RemovalRule removalRule = RemovalRule.SET;

    @Config(
            description =
                    "Share of the positive, and of the negative, weights that evolution removes and regrows; 0 for a"
                            + " static topology.")
    private double zeta = 0.3;

    @Config(description = "How zeta falls: CONSTANT, or COSINE to nothing.")
    private ZetaSchedule zetaSchedule = ZetaSchedule.CONSTANT;

    @Config(
            description =
                    "Steps between evolutions within each epoch but the last, besides that at its end; 0 for none.")
    private int evolutionInterval = 0;

    @Config(description = "Standard deviation of a regrown weight's first value; 0 for zeros.")
    private double growthScale = 0.05;

    @Config(description = "Whether words that were not met since the last evolution keep their weights.")
    private boolean guardUnseen = false;

    private TopologyEvolution() {}

    private TopologyEvolution(TopologyEvolution other, Consumer<TopologyEvolution> change) {
        removalRule = other.removalRule;
        zeta = other.zeta;
        zetaSchedule = other.zetaSchedule;
        evolutionInterval = other.evolutionInterval;
        growthScale = other.growthScale;
        guardUnseen = other.guardUnseen;
        change.accept(this);
        postConfig();
    }

    /**
     * SET at the end of epochs, with zeta 0.3.
     *
     * @return The default.
     */
    public static TopologyEvolution set() {
        return new TopologyEvolution();
    }

    /**
     * No evolution: the topology stays as it was drawn.
     *
     * @return Zeta 0.
     */
    public static TopologyEvolution none() {
        return set().withZeta(0.0);
    }

    /** Used by OLCUT. Throws PropertyException, with the name of the setting, if one is out of its range. */
    @Override
    public void postConfig() {
        try {
            at(0.0);
        } catch (IllegalArgumentException e) {
            // The message begins with the name of the setting.
            throw new PropertyException(e, "", "", e.getMessage());
        }
        if (evolutionInterval < 0) {
            throw new PropertyException(
                    "", "evolutionInterval", "evolutionInterval is " + evolutionInterval + ", and must be at least 0");
        }
    }

    /**
     * With another rule.
     *
     * @param value What evolution removes.
     * @return A copy.
     */
    public TopologyEvolution withRemovalRule(RemovalRule value) {
        return new TopologyEvolution(this, e -> e.removalRule = value);
    }

    /**
     * With another fraction.
     *
     * @param value The share that is removed and regrown, in {@code [0, 1)}.
     * @return A copy.
     * @throws PropertyException If it is out of its range.
     */
    public TopologyEvolution withZeta(double value) {
        return new TopologyEvolution(this, e -> e.zeta = value);
    }

    /**
     * With another schedule.
     *
     * @param value How zeta falls.
     * @return A copy.
     */
    public TopologyEvolution withZetaSchedule(ZetaSchedule value) {
        return new TopologyEvolution(this, e -> e.zetaSchedule = value);
    }

    /**
     * With another interval.
     *
     * @param value Steps between evolutions within an epoch; 0 for none.
     * @return A copy.
     * @throws PropertyException If it is negative.
     */
    public TopologyEvolution withInterval(int value) {
        return new TopologyEvolution(this, e -> e.evolutionInterval = value);
    }

    /**
     * With another growth.
     *
     * @param value Standard deviation of a regrown weight's first value; 0 for zeros.
     * @return A copy.
     * @throws PropertyException If it is negative or not finite.
     */
    public TopologyEvolution withGrowthScale(double value) {
        return new TopologyEvolution(this, e -> e.growthScale = value);
    }

    /**
     * With or without the guard.
     *
     * @param value Whether words that were not met since the last evolution keep their weights.
     * @return A copy.
     */
    public TopologyEvolution withGuardUnseen(boolean value) {
        return new TopologyEvolution(this, e -> e.guardUnseen = value);
    }

    /**
     * Whether anything ever changes.
     *
     * @return False for a static topology.
     */
    public boolean evolves() {
        return zeta > 0.0;
    }

    /**
     * Whether evolution is due within an epoch.
     *
     * @param step Steps of the epoch so far.
     * @return True every so many steps, if so asked.
     */
    public boolean isDue(int step) {
        return evolves() && evolutionInterval > 0 && step % evolutionInterval == 0;
    }

    /**
     * Whether words that were not met keep their weights.
     *
     * @return The setting.
     */
    public boolean guardsUnseen() {
        return guardUnseen;
    }

    /**
     * What is to be done now.
     *
     * @param share The share of all training steps that has been taken.
     * @return The evolution.
     */
    public SparseEvolution at(double share) {
        return new SparseEvolution(removalRule, zeta * zetaSchedule.after(share), growthScale);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "TopologyEvolution");
    }

    @Override
    public String toString() {
        return "TopologyEvolution(removalRule=" + removalRule + ",zeta=" + zeta + ",zetaSchedule=" + zetaSchedule
                + ",evolutionInterval=" + evolutionInterval + ",growthScale=" + growthScale + ",guardUnseen="
                + guardUnseen + ")";
    }
}
