/**
 * Pictures: how they look, and that a machine that can't draw still gets its results. The only package that knows
 * XChart, so that who draws nothing needs none of it; nothing of XChart is in what {@link org.setlstm.chart.Chart}
 * shows.
 */
package org.setlstm.chart;
