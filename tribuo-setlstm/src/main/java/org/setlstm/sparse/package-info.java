/**
 * Sparse matrices and where their entries stand: compressed rows, Erdos-Renyi topologies, and their evolution while a
 * network learns. Knows nothing of networks.
 */
package org.setlstm.sparse;
