package org.setlstm.report;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.setlstm.optional.Feature;

/**
 * McNemar's test of two classifiers on the same documents (McNemar 1947), exact: if neither is better, each document that
 * just one of them gets right is as likely the one's as the other's.
 *
 * @param onlyFirst Documents that only the first gets right.
 * @param onlySecond Documents that only the second gets right.
 * @param pValue How likely a difference as large as this or larger is by chance, in either direction: 0 to 1.
 */
public record McNemar(int onlyFirst, int onlySecond, double pValue) {
    /**
     * Of counts.
     *
     * @param onlyFirst Documents that only the first gets right.
     * @param onlySecond Documents that only the second gets right.
     * @return The test.
     * @throws IllegalStateException If Commons Math is missing; the message names what to add.
     */
    public static McNemar of(int onlyFirst, int onlySecond) {
        Feature.SIGNIFICANCE.require();
        BinomialDistribution coin = new BinomialDistribution(null, onlyFirst + onlySecond, 0.5);
        // Not BinomialTest: it adds what it takes for equally likely, and rounding decides that.
        double tail = coin.cumulativeProbability(Math.min(onlyFirst, onlySecond));
        return new McNemar(onlyFirst, onlySecond, Math.min(1.0, 2.0 * tail));
    }

    /**
     * Of two classifiers.
     *
     * @param first What the first said.
     * @param second What the second said of the same documents.
     * @return The test.
     * @throws IllegalArgumentException If the documents aren't the same.
     * @throws IllegalStateException If Commons Math is missing; the message names what to add.
     */
    public static McNemar of(Predictions first, Predictions second) {
        first.requireTheSame(second);
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int d = 0; d < first.size(); d++) {
            onlyFirst += first.isRight(d) && !second.isRight(d) ? 1 : 0;
            onlySecond += second.isRight(d) && !first.isRight(d) ? 1 : 0;
        }
        return of(onlyFirst, onlySecond);
    }
}
