package org.setlstm.training;

import java.util.List;
import org.setlstm.network.Parameter;

/** Numbers that are none any more: where they are first seen, and what may help. */
final class Divergence {
    private static final String ADVICE =
            "Lower the learning rate or the gradient clip, or the weights that examples or classes have in the loss";

    private final List<Parameter> parameters;

    Divergence(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    /** Throws ArithmeticException if the step's numbers can't be learned from; the weights are as before the step. */
    void check(long step, double loss, double norm, float[][] gradients) {
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            String where = firstWeights();
            for (int p = 0; where == null && p < gradients.length; p++) {
                where = Parameter.isFinite(gradients[p])
                        ? null
                        : "the gradient of " + parameters.get(p).name();
            }
            throw new ArithmeticException("Training has diverged at step " + step + ": the loss is " + loss
                    + " and the gradient's norm " + norm
                    + (where == null ? "" : ", and the first number that is none stands in " + where) + ". " + ADVICE);
        }
    }

    /** Throws ArithmeticException if a weight is no number: after so many steps. */
    void checkWeights(long steps) {
        String where = firstWeights();
        if (where != null) {
            throw new ArithmeticException("Training has diverged after step " + steps
                    + ": the first number that is none stands in " + where + ". " + ADVICE);
        }
    }

    private String firstWeights() {
        return parameters.stream()
                .filter(p -> !p.isFinite())
                .findFirst()
                .map(p -> "the weights of " + p.name())
                .orElse(null);
    }
}
