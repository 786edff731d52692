package org.setlstm.benchmark;

/**
 * What a part of the benchmark has to say.
 *
 * @param markdown Tables, and what their readers must know.
 * @param data All that was measured, for JSON.
 */
record Section(String markdown, Object data) {}
