package org.setlstm.report;

/**
 * A difference, and where 95% of its draws lie.
 *
 * @param estimate The difference.
 * @param low The lower end.
 * @param high The upper end.
 */
public record Interval(double estimate, double low, double high) {
    /**
     * Whether there may be no difference at all.
     *
     * @return Whether 0 lies in it, the ends included.
     */
    public boolean holdsZero() {
        return low <= 0.0 && high >= 0.0;
    }
}
