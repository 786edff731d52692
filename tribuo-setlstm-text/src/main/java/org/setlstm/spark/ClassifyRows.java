package org.setlstm.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.setlstm.parallel.Workers;
import org.setlstm.text.TextClassifier;

/**
 * What an executor does with a partition: batch by batch as rows are asked for, in their order, on as many threads as the
 * task has processors.
 *
 * @param model The classifier's bytes.
 * @param sha256 What they are known by.
 * @param text Where a row has its text.
 * @param columns What a row gets.
 * @param schema What rows are then. They carry it, for Spark hands them to a function that comes next as they are.
 * @param batchSize Rows read ahead at most.
 */
record ClassifyRows(
        Broadcast<byte[]> model, String sha256, int text, OutputColumns columns, StructType schema, int batchSize)
        implements MapPartitionsFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        TextClassifier classifier = ClassifierCache.get(sha256, model::value);
        TaskContext task = TaskContext.get();
        Workers workers = new Workers(task.cpus());
        task.addTaskCompletionListener(ended -> {
            workers.close();
        });
        BatchClassifier batches = new BatchClassifier(classifier, columns, workers);
        return new Iterator<>() {
            private Iterator<Row> classified = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                return classified.hasNext() || rows.hasNext();
            }

            @Override
            public Row next() {
                if (!classified.hasNext()) {
                    classified = classify(batches, rows).iterator();
                }
                return classified.next();
            }
        };
    }

    private List<Row> classify(BatchClassifier classifier, Iterator<Row> rows) {
        List<Row> batch = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        while (batch.size() < batchSize && rows.hasNext()) {
            Row row = rows.next();
            batch.add(row);
            texts.add(row.getString(text));
        }
        List<List<Object>> added = classifier.classify(texts);
        List<Row> classified = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            classified.add(append(batch.get(i), added.get(i)));
        }
        return classified;
    }

    private Row append(Row row, List<Object> added) {
        Object[] values = new Object[row.size() + added.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < row.size() ? row.get(i) : added.get(i - row.size());
        }
        return new GenericRowWithSchema(values, schema);
    }
}
