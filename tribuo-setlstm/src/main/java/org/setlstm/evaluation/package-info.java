/**
 * How well a trained network classifies, and what it is made of: stored weights against the dense twin, what they
 * connect, what the network suffers from, and which features a decision hangs on.
 */
package org.setlstm.evaluation;
