/**
 * The n-gram layer: which runs of tokens a document holds, and what each says for a label. Its weights are those of a linear
 * model, sparse from the start: of all candidates it stores those that tell labels apart best. It is fitted before the
 * network, which then learns what the layer leaves; see {@link org.setlstm.ngram.NGramFit}.
 *
 * <p>Stands below the network, whose logits it adds to. Knows embedding rows and classes by number, like it.
 */
package org.setlstm.ngram;
