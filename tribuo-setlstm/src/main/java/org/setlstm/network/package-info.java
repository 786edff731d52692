/**
 * The network: sparse embedding, sparse LSTM layers in one or two directions, pooling over time and a softmax output,
 * forward and backward. Knows rows of an embedding and classes by number, nothing of tokens, labels or Tribuo.
 */
package org.setlstm.network;
