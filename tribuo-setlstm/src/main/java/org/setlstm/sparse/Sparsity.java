package org.setlstm.sparse;

/**
 * How many entries a matrix stores: an Erdos-Renyi topology, given by the paper's epsilon or by a density. A value out of
 * its range is an {@link IllegalArgumentException}.
 *
 * @param epsilon A matrix of {@code m x n} stores {@code round(epsilon (m + n))} entries. Used where density is 0.
 * @param density The share of a matrix's positions that is stored, or 0 for what epsilon says.
 */
public record Sparsity(double epsilon, double density) {
    /**
     * Checks the values.
     *
     * @param epsilon See the record.
     * @param density See the record.
     */
    public Sparsity {
        if (!(density >= 0.0 && density <= 1.0)) {
            throw new IllegalArgumentException("density is " + density + ", and must be from 0 (use epsilon) to 1");
        }
        if (density == 0.0 && !(epsilon > 0.0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("epsilon is " + epsilon + ", and must be positive where density is 0");
        }
    }

    /**
     * The entries of a matrix of this shape: at least one, at most all.
     *
     * @param rows Rows.
     * @param columns Columns.
     * @return The count, exact.
     * @throws IllegalArgumentException If it passes what an array can hold.
     */
    public int count(int rows, int columns) {
        double size = (double) rows * columns;
        double count = Math.rint(density > 0.0 ? density * size : epsilon * ((double) rows + columns));
        double bounded = Math.min(size, Math.max(1.0, count));
        if (bounded > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("A matrix of " + rows + " x " + columns + " would store "
                    + (long) bounded + " entries: lower its density, its epsilon or its size");
        }
        return (int) bounded;
    }
}
