package org.setlstm.reproduction;

import java.util.List;
import org.setlstm.RunProvenance;
import org.setlstm.SETLSTMModel;

/**
 * A model that was trained again from what another one's provenance says, beside that one.
 *
 * @param model The model that was trained.
 * @param originalDigest The original's {@link SETLSTMModel#weightsDigest()}.
 * @param reproducedDigest The new model's.
 * @param differences All that differs besides the weights and times, by kind. Equal weights may have some too, as another
 *     Java.
 */
public record Reproduction(
        SETLSTMModel model, String originalDigest, String reproducedDigest, List<Difference> differences) {
    /**
     * Whether the weights came out the same.
     *
     * @return True if they are equal in every bit.
     */
    public boolean isEqual() {
        return originalDigest.equals(reproducedDigest);
    }

    /**
     * A report for people.
     *
     * @return Whether the weights are equal, their digests, and a line for each difference.
     */
    public String toFormattedString() {
        String report = Difference.report(originalDigest, "in the model", reproducedDigest, "now", differences);
        return isEqual() || isExplained() ? report : report + Difference.line("note", advice());
    }

    private boolean isExplained() {
        return differences.stream().anyMatch(d -> switch (d.kind()) {
            case DATA, DATA_SET, VOCABULARY, LABELS, SETTING -> true;
            case PLACE, VERSION, RESULT -> false;
        });
    }

    private String advice() {
        if (model.getProvenance().getInstanceProvenance().getMap().containsKey(RunProvenance.ND4J_VERSION)) {
            return "full matrices were trained on ND4J, whose bits depend on the processor";
        }
        return "data and settings are as recorded. What leaves no record is a shuffled data set, weights of examples, and"
                + " whatever changed the file afterwards";
    }
}
