package org.setlstm.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;
import org.setlstm.sparse.SparseMatrix;

/** Weights as ONNX tensors. ONNX has its numbers in little-endian order. */
final class Tensors {
    private Tensors() {}

    /** Of bytes that were put in order. */
    static TensorProto of(String name, TensorProto.DataType type, ByteBuffer bytes, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes.flip()));
        for (long dimension : shape) {
            tensor.addDims(dimension);
        }
        return tensor.build();
    }

    static TensorProto of(String name, float[] values, long... shape) {
        ByteBuffer bytes = bytes((long) values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return of(name, TensorProto.DataType.FLOAT, bytes.position(bytes.limit()), shape);
    }

    /** Every position of a matrix; row {@code r} is the matrix's row {@code from(r)}. */
    static TensorProto dense(String name, SparseMatrix matrix, IntUnaryOperator from, long... shape) {
        ByteBuffer bytes = bytes((long) matrix.rows() * matrix.columns() * Float.BYTES);
        for (int r = 0; r < matrix.rows(); r++) {
            int row = from.applyAsInt(r);
            for (int k = matrix.rowStart()[row]; k < matrix.rowStart()[row + 1]; k++) {
                long at = (long) r * matrix.columns() + matrix.columnIndices()[k];
                bytes.putFloat((int) (at * Float.BYTES), matrix.values()[k]);
            }
        }
        return of(name, TensorProto.DataType.FLOAT, bytes.position(bytes.limit()), shape);
    }

    /** The stored values of a matrix, row after row. */
    static TensorProto values(String name, SparseMatrix matrix, IntUnaryOperator from) {
        ByteBuffer values = bytes((long) matrix.stored() * Float.BYTES);
        for (int r = 0; r < matrix.rows(); r++) {
            int row = from.applyAsInt(r);
            for (int k = matrix.rowStart()[row]; k < matrix.rowStart()[row + 1]; k++) {
                values.putFloat(matrix.values()[k]);
            }
        }
        return of(name, TensorProto.DataType.FLOAT, values, matrix.stored());
    }

    /** Their numbers in the dense tensor, as a column; of 32 bits where these suffice. */
    static TensorProto positions(String name, SparseMatrix matrix, IntUnaryOperator from) {
        boolean narrow = (long) matrix.rows() * matrix.columns() <= Integer.MAX_VALUE;
        ByteBuffer positions = bytes((long) matrix.stored() * (narrow ? Integer.BYTES : Long.BYTES));
        for (int r = 0; r < matrix.rows(); r++) {
            int row = from.applyAsInt(r);
            for (int k = matrix.rowStart()[row]; k < matrix.rowStart()[row + 1]; k++) {
                long at = (long) r * matrix.columns() + matrix.columnIndices()[k];
                if (narrow) {
                    positions.putInt((int) at);
                } else {
                    positions.putLong(at);
                }
            }
        }
        TensorProto.DataType type = narrow ? TensorProto.DataType.INT32 : TensorProto.DataType.INT64;
        return of(name, type, positions, matrix.stored(), 1);
    }

    private static ByteBuffer bytes(long size) {
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("A weight matrix takes " + size
                    + " bytes, and an ONNX file can't hold so many: export sparse weights, or train a smaller network");
        }
        return ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
