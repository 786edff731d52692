package org.setlstm.ngram;

/**
 * What an n-gram layer stores. Values are trusted here; whoever takes them from a user checks them.
 *
 * @param order Tokens of the longest n-grams, 1 or more.
 * @param most Weights stored at most, without biases.
 * @param penalty How strongly weights are held at 0.
 */
public record NGramSettings(int order, int most, double penalty) {}
