package org.setlstm.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.setlstm.text.TextClassifier;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * A text classifier as a stage of a Spark pipeline: from a column of texts to columns {@code prediction}, {@code
 * predictedLabel}, {@code probability}, {@code score} and {@code error}. The probabilities are those that {@link
 * TextClassifier} gives on one machine, bit for bit.
 *
 * <p>Rows keep their order and go through in batches, as they are asked for; so it takes a stream too. A text that can't
 * be classified, because it is null, has no tokens or the model's pipeline refuses it, stops nothing: its row has nulls,
 * and the reason in {@code error}. The model goes to each executor once and is read once there, whatever number of tasks
 * use it.
 *
 * <p>Executors compute on the Vector API with {@code spark.executor.extraJavaOptions=--add-modules jdk.incubator.vector},
 * and several times slower without it.
 */
public final class TextClassifierTransformer extends Transformer implements MLWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final Param<String> inputCol;
    private final Param<String> predictionCol;
    private final Param<String> predictedLabelCol;
    private final Param<String> probabilityCol;
    private final Param<String> scoreCol;
    private final Param<String> errorCol;
    private final IntParam batchSize;

    private transient StoredClassifier stored;
    private transient Broadcast<byte[]> broadcast;
    private transient SparkContext broadcaster;

    /**
     * Without a model: for Spark's readers, which give it one.
     *
     * @param uid What Spark knows this stage by.
     */
    public TextClassifierTransformer(String uid) {
        this.uid = uid;
        inputCol = column("inputCol", "column of texts", "text");
        predictionCol = column("predictionCol", "output: the predicted label's index among labels()", "prediction");
        predictedLabelCol = column("predictedLabelCol", "output: the predicted label", "predictedLabel");
        probabilityCol = column("probabilityCol", "output: vector of the labels' probabilities", "probability");
        scoreCol = column("scoreCol", "output: the predicted label's probability", "score");
        errorCol = column("errorCol", "output: why there is no prediction, null where there is one", "error");
        batchSize = new IntParam(uid, "batchSize", "rows read ahead and classified at once", ParamValidators.gt(0));
        setDefault(batchSize, 1024);
    }

    private Param<String> column(String name, String what, String standard) {
        Param<String> column = new Param<>(uid, name, what);
        setDefault(column, standard);
        return column;
    }

    /**
     * Around a model.
     *
     * @param model A classifier that was trained on a text source and gives probabilities.
     * @return The stage.
     * @throws IllegalArgumentException If it is another kind of model.
     */
    public static TextClassifierTransformer of(Model<Label> model) {
        return of(StoredClassifier.of(model));
    }

    /**
     * Around a model from a file of the driver.
     *
     * @param path A file that Tribuo's {@code Model.serializeToFile} wrote.
     * @return The stage.
     * @throws IOException If the file can't be read.
     * @throws IllegalArgumentException If it holds no classifier of texts that gives probabilities.
     */
    public static TextClassifierTransformer ofFile(Path path) throws IOException {
        return of(StoredClassifier.of(Files.readAllBytes(path)));
    }

    private static TextClassifierTransformer of(StoredClassifier model) {
        return new TextClassifierTransformer(Identifiable$.MODULE$.randomUID("textClassifier")).with(model);
    }

    private TextClassifierTransformer with(StoredClassifier model) {
        stored = model;
        // Now rather than on an executor.
        classifier();
        return this;
    }

    private TextClassifier classifier() {
        if (stored == null) {
            throw new IllegalStateException(uid + " has no model: make it by TextClassifierTransformer.of or ofFile");
        }
        return ClassifierCache.get(stored.sha256(), stored::bytes);
    }

    /**
     * The labels.
     *
     * @return A new array, in the order of {@code prediction} and {@code probability}: as a {@code StringIndexerModel}
     *     wants it, to give the true labels of a column the same numbers.
     */
    public String[] labels() {
        return BatchClassifier.labels(classifier());
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType schema = transformSchema(dataset.schema(), true);
        ClassifyRows rows = new ClassifyRows(
                broadcast(dataset.sparkSession().sparkContext()),
                stored.sha256(),
                dataset.schema().fieldIndex(getOrDefault(inputCol)),
                columns(),
                schema,
                (int) getOrDefault(batchSize));
        return dataset.toDF().mapPartitions(rows, Encoders.row(schema));
    }

    /** Once for all data sets of a context. */
    private synchronized Broadcast<byte[]> broadcast(SparkContext context) {
        if (broadcaster != context) {
            broadcast = JavaSparkContext.fromSparkContext(context).broadcast(stored.bytes());
            broadcaster = context;
        }
        return broadcast;
    }

    private OutputColumns columns() {
        return new OutputColumns(
                getOrDefault(predictionCol),
                getOrDefault(predictedLabelCol),
                getOrDefault(probabilityCol),
                getOrDefault(scoreCol),
                getOrDefault(errorCol));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        String input = getOrDefault(inputCol);
        if (!Arrays.asList(schema.fieldNames()).contains(input)) {
            throw new IllegalArgumentException("There is no column '" + input + "' of texts, but "
                    + String.join(", ", schema.fieldNames()) + ": name one by setInputCol");
        }
        if (!schema.apply(input).dataType().equals(DataTypes.StringType)) {
            throw new IllegalArgumentException("Column '" + input + "' must hold strings, and holds "
                    + schema.apply(input).dataType().simpleString());
        }
        return columns().appendTo(schema, labels());
    }

    @Override
    public TextClassifierTransformer copy(ParamMap extra) {
        TextClassifierTransformer copy = defaultCopy(extra);
        copy.stored = stored;
        return copy;
    }

    @Override
    public MLWriter write() {
        classifier();
        return new Writer(this);
    }

    /**
     * How Spark loads one.
     *
     * @return A reader of what {@link #write()} writes.
     */
    public static MLReader<TextClassifierTransformer> read() {
        return new Reader();
    }

    /**
     * Loads what {@code write()} or {@code save} has written.
     *
     * @param path The directory, on any file system of Hadoop's.
     * @return The stage.
     */
    public static TextClassifierTransformer load(String path) {
        return read().load(path);
    }

    /** The metadata last: without it Spark finds nothing to load. */
    private static final class Writer extends DefaultParamsWriter {
        private final TextClassifierTransformer stage;

        Writer(TextClassifierTransformer stage) {
            super(stage);
            this.stage = stage;
        }

        @Override
        public void saveImpl(String path) {
            ModelDirectory.write(path, stage.stored.bytes(), sc().hadoopConfiguration());
            super.saveImpl(path);
        }
    }

    private static final class Reader extends DefaultParamsReader<TextClassifierTransformer> {
        @Override
        public TextClassifierTransformer load(String path) {
            byte[] bytes = ModelDirectory.read(path, sc().hadoopConfiguration());
            return super.load(path).with(StoredClassifier.of(bytes));
        }
    }

    @Override
    public String uid() {
        return uid;
    }

    /**
     * The parameter for the column of texts, {@code text} by default.
     *
     * @return The parameter.
     */
    public Param<String> inputCol() {
        return inputCol;
    }

    /**
     * Sets the column of texts, {@code text} by default.
     *
     * @param value A name.
     * @return This.
     */
    public TextClassifierTransformer setInputCol(String value) {
        set(inputCol, value);
        return this;
    }

    /**
     * The parameter for the column for the predicted label's index among {@link #labels()}.
     *
     * @return The parameter.
     */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    /**
     * Sets the column for the predicted label's index among {@link #labels()}.
     *
     * @param value A name; empty to leave it out.
     * @return This.
     */
    public TextClassifierTransformer setPredictionCol(String value) {
        set(predictionCol, value);
        return this;
    }

    /**
     * The parameter for the column for the predicted label.
     *
     * @return The parameter.
     */
    public Param<String> predictedLabelCol() {
        return predictedLabelCol;
    }

    /**
     * Sets the column for the predicted label.
     *
     * @param value A name; empty to leave it out.
     * @return This.
     */
    public TextClassifierTransformer setPredictedLabelCol(String value) {
        set(predictedLabelCol, value);
        return this;
    }

    /**
     * The parameter for the column for the vector of probabilities.
     *
     * @return The parameter.
     */
    public Param<String> probabilityCol() {
        return probabilityCol;
    }

    /**
     * Sets the column for the vector of probabilities.
     *
     * @param value A name; empty to leave it out.
     * @return This.
     */
    public TextClassifierTransformer setProbabilityCol(String value) {
        set(probabilityCol, value);
        return this;
    }

    /**
     * The parameter for the column for the predicted label's probability.
     *
     * @return The parameter.
     */
    public Param<String> scoreCol() {
        return scoreCol;
    }

    /**
     * Sets the column for the predicted label's probability.
     *
     * @param value A name; empty to leave it out.
     * @return This.
     */
    public TextClassifierTransformer setScoreCol(String value) {
        set(scoreCol, value);
        return this;
    }

    /**
     * The parameter for the column for the reason why a row has no prediction.
     *
     * @return The parameter.
     */
    public Param<String> errorCol() {
        return errorCol;
    }

    /**
     * Sets the column for the reason why a row has no prediction.
     *
     * @param value A name; empty to leave it out.
     * @return This.
     */
    public TextClassifierTransformer setErrorCol(String value) {
        set(errorCol, value);
        return this;
    }

    /**
     * The parameter for how many rows are read ahead and classified at once.
     *
     * @return The parameter.
     */
    public IntParam batchSize() {
        return batchSize;
    }

    /**
     * Sets how many rows are read ahead and classified at once.
     *
     * @param value At least 1.
     * @return This.
     */
    public TextClassifierTransformer setBatchSize(int value) {
        set(batchSize, value);
        return this;
    }
}
