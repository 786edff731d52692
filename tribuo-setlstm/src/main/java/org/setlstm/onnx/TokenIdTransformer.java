package org.setlstm.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.google.protobuf.Any;
import com.google.protobuf.Int32Value;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import org.tribuo.interop.onnx.ExampleTransformer;
import org.tribuo.interop.onnx.protos.ExampleTransformerProto;
import org.tribuo.math.la.SparseVector;
import org.tribuo.math.la.VectorTuple;

/**
 * Turns features that carry word order, numbered by {@link TokenFeatureMap}, into ids of tokens: int64
 * {@code [batch, length]}, with {@link SingleInput#PADDING} behind each text's end.
 *
 * <p>Of unknown tokens a vector has but the sum of their positions. That is enough: they stand where no known token does.
 */
final class TokenIdTransformer implements ExampleTransformer {
    private static final long serialVersionUID = 1L;
    private static final int CURRENT_VERSION = 0;

    @Config(mandatory = true, description = "Tokens that the model knows.")
    private int tokens;

    private TokenColumns columns;

    /** For OLCUT. */
    private TokenIdTransformer() {}

    TokenIdTransformer(int tokens) {
        this.tokens = tokens;
        postConfig();
    }

    @Override
    public void postConfig() {
        if (tokens < 0) {
            throw new PropertyException("", "tokens", "tokens must not be negative, and is " + tokens);
        }
        columns = new TokenColumns(tokens);
    }

    @Override
    public OnnxTensor transform(OrtEnvironment environment, SparseVector vector) throws OrtException {
        return transform(environment, List.of(vector));
    }

    @Override
    public OnnxTensor transform(OrtEnvironment environment, List<SparseVector> vectors) throws OrtException {
        List<long[]> texts = vectors.stream().map(this::ids).toList();
        int length = texts.stream().mapToInt(t -> t.length).max().orElse(0);
        LongBuffer batch = LongBuffer.allocate(Math.multiplyExact(length, texts.size()));
        for (long[] text : texts) {
            int end = batch.position() + length;
            batch.put(text);
            while (batch.position() < end) {
                batch.put(SingleInput.PADDING);
            }
        }
        return OnnxTensor.createTensor(environment, batch.flip(), new long[] {texts.size(), length});
    }

    /** A text's tokens in order. */
    long[] ids(SparseVector vector) {
        int known = 0;
        long unknown = 0;
        long[] places = new long[vector.numActiveElements()];
        for (VectorTuple feature : vector) {
            long position = (long) feature.value;
            if (position != feature.value || position < 0) {
                throw new IllegalArgumentException("A feature has the value " + feature.value
                        + ", but must have a word's position: extract the text with TokenSequencePipeline");
            }
            if (feature.index == TokenColumns.UNKNOWN) {
                unknown = position;
            } else if (position > 0) {
                places[known++] = position << Integer.SIZE | columns.row(feature.index);
            }
        }
        Arrays.sort(places, 0, known);
        return unknown == 0 ? closed(places, known) : filled(places, known, unknown);
    }

    /** Without unknown tokens a gap is a feature that was taken away. */
    private static long[] closed(long[] places, int known) {
        if (known == 0) {
            throw new IllegalArgumentException("No features found in Example: its text gave no tokens");
        }
        check(places, known);
        long[] ids = new long[known];
        Arrays.setAll(ids, i -> (int) places[i]);
        return ids;
    }

    /** Unknown tokens stand in the gaps and at the end. */
    private static long[] filled(long[] places, int known, long unknown) {
        check(places, known);
        long sum = unknown;
        for (int i = 0; i < known; i++) {
            sum += places[i] >>> Integer.SIZE;
        }
        // 1 + 2 + ... + length
        long length = (long) Math.floor((Math.sqrt(8.0 * sum + 1.0) - 1.0) / 2.0);
        long last = known == 0 ? 0 : places[known - 1] >>> Integer.SIZE;
        if (length * (length + 1) / 2 != sum || length < last) {
            throw new IllegalArgumentException("An example has unknown words, and gaps where features were taken away:"
                    + " where its words stand can't be told any more. Give the model the whole text");
        }
        long[] ids = new long[Math.toIntExact(length)];
        for (int i = 0; i < known; i++) {
            ids[(int) (places[i] >>> Integer.SIZE) - 1] = (int) places[i];
        }
        return ids;
    }

    private static void check(long[] places, int known) {
        for (int i = 1; i < known; i++) {
            if (places[i] >>> Integer.SIZE == places[i - 1] >>> Integer.SIZE) {
                throw new IllegalArgumentException("Two features of an example stand at position "
                        + (places[i] >>> Integer.SIZE) + ": an example can carry one text only");
            }
        }
    }

    @Override
    public ExampleTransformerProto serialize() {
        return ExampleTransformerProto.newBuilder()
                .setVersion(CURRENT_VERSION)
                .setClassName(TokenIdTransformer.class.getName())
                .setSerializedData(Any.pack(Int32Value.of(tokens)))
                .build();
    }

    /** Called by Tribuo to read what {@link #serialize()} wrote. */
    public static TokenIdTransformer deserializeFromProto(int version, String className, Any message)
            throws InvalidProtocolBufferException {
        if (version != CURRENT_VERSION) {
            throw new IllegalArgumentException("Unknown version " + version + " of " + className
                    + ", this library reads version " + CURRENT_VERSION);
        }
        return new TokenIdTransformer(message.unpack(Int32Value.class).getValue());
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "ExampleTransformer");
    }

    @Override
    public String toString() {
        return "TokenIdTransformer(tokens=" + tokens + ")";
    }
}
