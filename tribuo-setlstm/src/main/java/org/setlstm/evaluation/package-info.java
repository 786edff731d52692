/** What a trained network is made of: stored weights against the dense twin, matrix by matrix. */
package org.setlstm.evaluation;
