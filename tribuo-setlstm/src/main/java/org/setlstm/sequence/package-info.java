/** Token order: how a document's word sequence travels in ordinary Tribuo features, and how it is read back. */
package org.setlstm.sequence;
