package org.setlstm.sparse;

/**
 * Which entries of a matrix evolution removes. Those that are exactly zero always go. Where gates share their positions there
 * is one rule for connections, see {@link SparseEvolution#evolveShared}.
 */
public enum RemovalRule {
    /**
     * SET's: of the positive entries the fraction nearest to zero, and of the negative ones; each gate for itself
     * (Mocanu et al., Nature Communications 9, 2018).
     */
    SET,
    /**
     * Of all entries the fraction nearest to zero, the four gates judged together: so gates may gain entries from one
     * another, as in Selfish-RNN (Liu et al., arXiv 2101.09048).
     */
    GLOBAL_MAGNITUDE
}
