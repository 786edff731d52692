/**
 * What is said of a setting beside its {@code @Config}, and what follows from it: ranges, their check, a component's text. Knows
 * OLCUT, and no component.
 */
package org.setlstm.setting;
