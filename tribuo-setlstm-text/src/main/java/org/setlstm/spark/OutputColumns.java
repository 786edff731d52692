package org.setlstm.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * The columns that a classifier adds to a row, in this order; one with an empty name is left out.
 *
 * @param prediction The predicted label's index among the labels, a double as Spark's evaluators want it.
 * @param predictedLabel The label.
 * @param probability A vector, a value for each label.
 * @param score The predicted label's probability.
 * @param error Why there is no prediction; null where there is one.
 */
record OutputColumns(String prediction, String predictedLabel, String probability, String score, String error)
        implements Serializable {
    private List<String> names() {
        return List.of(prediction, predictedLabel, probability, score, error);
    }

    /** Throws IllegalArgumentException if there is a column of a name already. */
    StructType appendTo(StructType schema, String[] labels) {
        Metadata nominal = NominalAttribute.defaultAttr()
                .withName(prediction)
                .withValues(labels)
                .toMetadata();
        List<DataType> types = List.of(
                DataTypes.DoubleType,
                DataTypes.StringType,
                SQLDataTypes.VectorType(),
                DataTypes.DoubleType,
                DataTypes.StringType);
        StructType all = schema;
        for (int i = 0; i < types.size(); i++) {
            String name = names().get(i);
            if (name.isEmpty()) {
                continue;
            }
            if (Arrays.asList(all.fieldNames()).contains(name)) {
                throw new IllegalArgumentException("There is a column '" + name
                        + "' already: give the output another name, or an empty one to leave it out");
            }
            Metadata metadata = i == 0 ? nominal : Metadata.empty();
            all = all.add(new StructField(name, types.get(i), true, metadata));
        }
        return all;
    }

    /** The values for a prediction. */
    List<Object> values(Prediction<Label> predicted, Map<String, Integer> indices) {
        Label label = predicted.getOutput();
        double[] probabilities = new double[indices.size()];
        predicted.getOutputScores().forEach((name, l) -> probabilities[indices.get(name)] = l.getScore());
        return kept(
                (double) indices.get(label.getLabel()),
                label.getLabel(),
                Vectors.dense(probabilities),
                label.getScore(),
                null);
    }

    /** The values for a row that can't be classified. */
    List<Object> values(String problem) {
        return kept(null, null, null, null, problem);
    }

    private List<Object> kept(Object... values) {
        List<Object> kept = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            if (!names().get(i).isEmpty()) {
                kept.add(values[i]);
            }
        }
        return kept;
    }
}
