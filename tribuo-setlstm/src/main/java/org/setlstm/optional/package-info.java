/**
 * What a part of this library needs beyond its dependencies. Who doesn't use the part does without; who does is told
 * which artifact to add, rather than that a class is missing. Knows the names of classes only.
 */
package org.setlstm.optional;
