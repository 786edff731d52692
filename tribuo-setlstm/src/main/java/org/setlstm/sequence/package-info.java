/**
 * Token order: how a document's word sequence travels in ordinary Tribuo features, how it is read back, and how a data set holds
 * no more than that.
 */
package org.setlstm.sequence;
