/** Loops over independent turns on several threads, which end whatever their turns throw. */
package org.setlstm.parallel;
