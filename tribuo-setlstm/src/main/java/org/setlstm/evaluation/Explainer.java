package org.setlstm.evaluation;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.setlstm.network.Contributions;
import org.setlstm.network.Network;
import org.setlstm.sequence.TokenFeatures;
import org.setlstm.sequence.Vocabulary;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/**
 * What a model's features and tokens contribute, in Tribuo's terms.
 *
 * @param network The network.
 * @param vocabulary Its tokens.
 * @param outputs Its labels.
 */
public record Explainer(Network network, Vocabulary vocabulary, ImmutableOutputInfo<Label> outputs) {
    /**
     * What each feature of an example adds to each label's log odds.
     *
     * @param example An example with ordered tokens.
     * @return For each label the features that are not 0, by descending contribution in nats.
     * @throws IllegalArgumentException If the example has no features or no token order.
     */
    public Map<String, List<Pair<String, Double>>> scores(Example<Label> example) {
        int[] document = vocabulary.rows(TokenFeatures.decode(example));
        List<String> features = StreamSupport.stream(example.spliterator(), false)
                .filter(f -> f.getValue() != 0.0)
                .sorted(Comparator.comparingDouble(Feature::getValue))
                .map(Feature::getName)
                .toList();
        Contributions contributions = new Contributions(network);
        Map<String, List<Pair<String, Double>>> scores = new LinkedHashMap<>();
        for (int id = 0; id < outputs.size(); id++) {
            double[] values = contributions.of(document, id);
            scores.put(
                    outputs.getOutput(id).getLabel(),
                    IntStream.range(0, values.length)
                            .mapToObj(i -> new Pair<>(features.get(i), values[i]))
                            .sorted(Comparator.comparingDouble(p -> -p.getB()))
                            .toList());
        }
        return scores;
    }

    /**
     * What each token of a document adds to a label's log odds.
     *
     * @param tokens The tokens in the order of the text.
     * @param label A label.
     * @return As many contributions, in nats.
     * @throws IllegalArgumentException If there is no such label.
     */
    public double[] contributions(String[] tokens, String label) {
        int id = outputs.getID(new Label(label));
        if (id < 0) {
            String known = IntStream.range(0, outputs.size())
                    .mapToObj(i -> outputs.getOutput(i).getLabel())
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException("The model has no label '" + label + "', but " + known);
        }
        return new Contributions(network).of(vocabulary.rows(tokens), id);
    }
}
