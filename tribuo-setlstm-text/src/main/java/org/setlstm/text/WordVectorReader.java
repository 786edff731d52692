package org.setlstm.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.setlstm.file.LineReader;
import org.setlstm.file.StrictDecoder;

/** Reads the lines of a {@link WordVectorFile}. */
final class WordVectorReader {
    private static final int MAX_DIMENSION = 1 << 24;

    /** Values of a block, about: one array of all would bound the file by what an array can hold. */
    private static final int BLOCK = 1 << 20;

    private final Path path;
    private final WordVectorFormat format;
    private final int maxTokens;
    private final Map<String, Integer> rows = new LinkedHashMap<>();
    private final List<float[]> blocks = new ArrayList<>();
    private int dimension;
    private long announced = -1;
    private LineReader lines;

    WordVectorReader(Path path, WordVectorFormat format, int maxTokens) {
        this.path = path;
        this.format = format;
        this.maxTokens = maxTokens;
    }

    void read(InputStream content) throws IOException {
        lines = new LineReader(content);
        StrictDecoder decoder = new StrictDecoder(StandardCharsets.UTF_8, "Convert the file to UTF-8.");
        long vectors = 0;
        for (ByteBuffer bytes = lines.next(); bytes != null; bytes = lines.next()) {
            String line = decoder.decode(bytes, this::where);
            if (lines.number() == 1) {
                line = StrictDecoder.withoutByteOrderMark(line);
            }
            if (line.isBlank() || dimension == 0 && isHeader(line)) {
                continue;
            }
            if (dimension == 0) {
                dimension = countValues(line);
            }
            if (maxTokens > 0 && rows.size() == maxTokens) {
                return;
            }
            add(line);
            vectors++;
        }
        if (vectors == 0) {
            throw new IllegalArgumentException(path + ": no word vectors found");
        }
        if (announced >= 0 && vectors != announced) {
            throw new IllegalArgumentException(path + ": the first line announces " + announced + " vectors, and "
                    + vectors + " follow. Is the file complete?");
        }
    }

    private boolean isHeader(String line) {
        String[] fields = line.strip().split(" +");
        boolean header = fields.length == 2 && isCount(fields[0]) && isCount(fields[1]);
        if (format == WordVectorFormat.GLOVE || format == WordVectorFormat.AUTO && !header) {
            return false;
        }
        if (!header) {
            throw error("a file of format " + format + " must start with a line of two whole numbers, how many vectors"
                    + " there are and how many values each has");
        }
        announced = Long.parseLong(fields[0]);
        long values = Long.parseLong(fields[1]);
        if (values < 1 || values > MAX_DIMENSION) {
            throw error("vectors of " + values + " values are announced, and must have from 1 to " + MAX_DIMENSION);
        }
        dimension = (int) values;
        return true;
    }

    private static boolean isCount(String field) {
        return field.matches("[0-9]{1,18}");
    }

    /** The numbers at the end of the first vector's line; its first field is the token, whatever it looks like. */
    private int countValues(String line) {
        int count = 0;
        int end = end(line, line.length());
        for (int space = line.lastIndexOf(' ', end - 1); space >= 0; space = line.lastIndexOf(' ', end - 1)) {
            if (!isNumber(line.substring(space + 1, end))) {
                break;
            }
            count++;
            end = end(line, space);
        }
        if (count == 0 || count > MAX_DIMENSION) {
            throw error("each line must be a token and its values, with a space before each value");
        }
        return count;
    }

    /** From the right, for a token may contain spaces. */
    private void add(String line) {
        float[] values = new float[dimension];
        int end = end(line, line.length());
        for (int i = dimension - 1; i >= 0; i--) {
            int space = line.lastIndexOf(' ', end - 1);
            if (space < 0) {
                throw error((dimension - 1 - i) + " values after the token, and there must be " + dimension);
            }
            values[i] = value(line.substring(space + 1, end), i);
            end = end(line, space);
        }
        String token = line.substring(0, end);
        int space = token.lastIndexOf(' ');
        if (space >= 0 && isNumber(token.substring(space + 1))) {
            throw error("more values after the token than " + dimension);
        }
        int row = rows.size();
        if (rows.putIfAbsent(token, row) == null) {
            int blockRows = blockRows();
            if (row % blockRows == 0) {
                blocks.add(new float[blockRows * dimension]);
            }
            System.arraycopy(values, 0, blocks.get(row / blockRows), row % blockRows * dimension, dimension);
        }
    }

    private int blockRows() {
        return Math.max(1, BLOCK / dimension);
    }

    /** One past the last character before {@code from} that is no space: word2vec and fastText end lines in one. */
    private static int end(String line, int from) {
        int end = from;
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }

    private float value(String field, int index) {
        float value;
        try {
            value = Float.parseFloat(field);
        } catch (NumberFormatException e) {
            throw error("'" + field + "' is no number, where value " + (index + 1) + " of " + dimension + " must be");
        }
        if (!Float.isFinite(value)) {
            throw error("value " + (index + 1) + " is " + field + ", and must be finite");
        }
        return value;
    }

    private static boolean isNumber(String field) {
        try {
            Float.parseFloat(field);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private IllegalArgumentException error(String problem) {
        return new IllegalArgumentException(where() + ": " + problem);
    }

    private String where() {
        return path + ", line " + lines.number();
    }

    /** The row of each token, in the order of the file. */
    Map<String, Integer> rows() {
        return rows;
    }

    /** Moves the values to an array {@code [tokens][dimension]}; once only, for it gives the blocks up as it goes. */
    INDArray takeMatrix() {
        INDArray matrix = Nd4j.createUninitialized(DataType.FLOAT, rows.size(), dimension);
        int blockRows = blockRows();
        for (int b = 0; b < blocks.size(); b++) {
            int from = b * blockRows;
            int to = Math.min(rows.size(), from + blockRows);
            float[] block = Arrays.copyOf(blocks.set(b, null), (to - from) * dimension);
            matrix.get(NDArrayIndex.interval(from, to), NDArrayIndex.all())
                    .assign(Nd4j.create(block, new long[] {to - from, dimension}, 'c'));
        }
        return matrix;
    }
}
