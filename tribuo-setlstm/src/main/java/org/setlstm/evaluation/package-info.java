/** How well a trained network classifies, and what it is made of: stored weights against the dense twin, and what they connect. */
package org.setlstm.evaluation;
