/**
 * Training whose gradients are computed in other processes, in step: one process owns weights, topology and chance, others
 * hold the documents and compute shards. It ends in the same bits as on one machine. How messages travel is for others to
 * say, see {@link org.setlstm.distributed.Cluster}.
 */
package org.setlstm.distributed;
