/**
 * Models again from nothing but their provenance: {@link org.setlstm.reproduction.Reproducer} rebuilds data and
 * trainer, trains, and says what differs. {@link org.setlstm.reproduction.Reconfigured} copies any component with other
 * settings, for the floors above too. Knows no text and no source by name: what a provenance names, OLCUT makes.
 */
package org.setlstm.reproduction;
