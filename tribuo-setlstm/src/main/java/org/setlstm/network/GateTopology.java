package org.setlstm.network;

/** Where the weights of a cell's four gates stand. */
public enum GateTopology {
    /** Each gate has positions of its own. */
    OWN,
    /**
     * The gates share their positions: what connects two units, or an input and a unit, carries a weight of each gate. Such a
     * connection is loaded once for four weights, and evolution judges and moves it as one.
     */
    SHARED
}
