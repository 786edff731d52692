/**
 * What a model's file is made of, as protobufs: its network, its feature domain and the checksum over all of it. Knows
 * networks and Tribuo's domains, but no model: what puts the parts together stays with the model, one floor above. What
 * is read is checked before memory is taken for it.
 */
package org.setlstm.format;
