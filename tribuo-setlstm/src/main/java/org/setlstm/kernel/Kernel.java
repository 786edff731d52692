package org.setlstm.kernel;

/**
 * The inner loops of training and prediction, pure functions on primitive arrays.
 *
 * <p>Dense operands are <em>panels</em>: feature {@code r}, lane {@code l} lies at {@code offset + r * stride + l}.
 * The lanes of a feature are contiguous, a document to a lane, so that a stored weight is one broadcast times a
 * contiguous vector. Widths are multiples of {@link #LANES}. Sparse operands are compressed rows: the entries of row
 * {@code r} are {@code rowStart[r]} to {@code rowStart[r + 1]}, exclusive.
 *
 * <p><b>Same bits everywhere.</b> Every product is a {@link Math#fma}, in the order of the stored entries. A sum over
 * lanes keeps {@value #LANES} partial sums, lane {@code l} taking the positions {@code l, l + 16, ...} in order, and
 * folds them in halves: 16 to 8 to 4 to 2 to 1. So implementations agree bit for bit, whatever the hardware's width.
 *
 * <p>Arguments are trusted: callers own the shapes.
 */
public interface Kernel {
    /** Lanes of a partial sum, and the unit in which panels are wide. */
    int LANES = 16;

    /**
     * What to call this implementation in a log.
     *
     * @return Its name and its width in hardware.
     */
    String name();

    /**
     * Sparse matrix times panel: {@code out = A in}, or {@code out += A in}.
     *
     * @param rows Rows of the matrix and of {@code out}.
     * @param rowStart Where each row starts, {@code rows + 1} values.
     * @param columns The column of each stored entry, which is a row of {@code in}, times that panel's stride.
     * @param values The stored entries.
     * @param in The factor.
     * @param inOffset Where {@code in} starts.
     * @param out The product.
     * @param outOffset Where {@code out} starts.
     * @param outStride From one row of {@code out} to the next.
     * @param width Lanes.
     * @param add Whether to add to {@code out} or to overwrite it.
     */
    void multiply(
            int rows,
            int[] rowStart,
            int[] columns,
            float[] values,
            float[] in,
            int inOffset,
            float[] out,
            int outOffset,
            int outStride,
            int width,
            boolean add);

    /**
     * The gradient of {@link #multiply} with respect to the stored entries, and to no others: for the entry in row
     * {@code r} and column {@code c}, {@code gradient += sum over lanes of left[r] * right[c]}.
     *
     * @param rows Rows of the matrix and of {@code left}.
     * @param rowStart Where each row starts, {@code rows + 1} values.
     * @param columns The column of each stored entry, which is a row of {@code right}, times that panel's stride.
     * @param left The gradient of the product.
     * @param leftOffset Where {@code left} starts.
     * @param leftStride From one row of {@code left} to the next.
     * @param right The factor that {@link #multiply} took.
     * @param rightOffset Where {@code right} starts.
     * @param width Lanes.
     * @param scratch At least {@value #LANES} times the longest row's entries.
     * @param scratchOffset Where {@code scratch} starts.
     * @param gradient Added to, an element for each stored entry.
     */
    void gradient(
            int rows,
            int[] rowStart,
            int[] columns,
            float[] left,
            int leftOffset,
            int leftStride,
            float[] right,
            int rightOffset,
            int width,
            float[] scratch,
            int scratchOffset,
            float[] gradient);

    /**
     * One step of LSTM cells, from pre-activations: {@code i, f, o = sigmoid(.)}, {@code g = tanh(.)},
     * {@code c = f c + i g}, {@code h = o tanh(c)}.
     *
     * @param units Cells, {@code H}.
     * @param gates Pre-activations in, activations out; {@code [4H][width]} in the order i, f, o, g.
     * @param offset Where the step starts in {@code gates}.
     * @param stride From one row of {@code gates} to the next.
     * @param cell {@code c} of the step before in, of this step out; {@code [H][width]}.
     * @param cellOffset Where {@code cell} starts.
     * @param hidden {@code h} of this step out; {@code [H][width]}.
     * @param hiddenOffset Where {@code hidden} starts.
     * @param stateStride From one row to the next in {@code cell} and {@code hidden}.
     * @param width Lanes.
     */
    void lstmForward(
            int units,
            float[] gates,
            int offset,
            int stride,
            float[] cell,
            int cellOffset,
            float[] hidden,
            int hiddenOffset,
            int stateStride,
            int width);

    /**
     * The gradient of {@link #lstmForward}.
     *
     * @param units Cells, {@code H}.
     * @param gates Activations in, gradient of the pre-activations out.
     * @param gatesOffset Where the step starts in {@code gates}.
     * @param gatesStride From one row of {@code gates} to the next.
     * @param cellBefore {@code c} of the step before, {@code [H][width]}.
     * @param cellOffset Where the step before starts in {@code cellBefore}.
     * @param cellStride From one row of {@code cellBefore} to the next.
     * @param hiddenGradient The gradient of {@code h}, {@code [H][width]}.
     * @param hiddenOffset Where {@code hiddenGradient} starts.
     * @param cellGradient The gradient of {@code c} in, of the {@code c} before out; {@code [H][width]}.
     * @param cellGradientOffset Where {@code cellGradient} starts.
     * @param stateStride From one row to the next in the two gradients.
     * @param width Lanes.
     */
    void lstmBackward(
            int units,
            float[] gates,
            int gatesOffset,
            int gatesStride,
            float[] cellBefore,
            int cellOffset,
            int cellStride,
            float[] hiddenGradient,
            int hiddenOffset,
            float[] cellGradient,
            int cellGradientOffset,
            int stateStride,
            int width);

    /**
     * {@code to += from}.
     *
     * @param rows Rows.
     * @param from {@code [rows][lanes]}.
     * @param fromOffset Where {@code from} starts.
     * @param fromStride From one row of {@code from} to the next.
     * @param to {@code [rows][lanes]}.
     * @param toOffset Where {@code to} starts.
     * @param toStride From one row of {@code to} to the next.
     * @param lanes Lanes: any number.
     */
    void add(int rows, float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride, int lanes);

    /**
     * {@code max = max(max, values)}.
     *
     * @param rows Rows.
     * @param values {@code [rows][lanes]}.
     * @param valuesOffset Where {@code values} starts.
     * @param valuesStride From one row of {@code values} to the next.
     * @param max {@code [rows][lanes]}.
     * @param maxOffset Where {@code max} starts.
     * @param maxStride From one row of {@code max} to the next.
     * @param lanes Lanes: any number.
     */
    void max(
            int rows,
            float[] values,
            int valuesOffset,
            int valuesStride,
            float[] max,
            int maxOffset,
            int maxStride,
            int lanes);

    /**
     * One step of the gradient of a maximum over steps: where a value is the maximum it takes the maximum's gradient, and
     * leaves 0 for the steps before.
     *
     * @param rows Rows.
     * @param values What the maximum was taken of, {@code [rows][active]}.
     * @param valuesOffset Where {@code values} starts.
     * @param valuesStride From one row of {@code values} to the next.
     * @param max The maximum, {@code [rows][active]}.
     * @param maxOffset Where {@code max} starts.
     * @param maxGradient Its gradient in, what is left of it out; {@code [rows][active]}.
     * @param maxGradientOffset Where {@code maxGradient} starts.
     * @param maxStride From one row to the next in {@code max} and {@code maxGradient}.
     * @param gradient That of {@code values} out, {@code [rows][width]}; 0 from lane {@code active} on.
     * @param gradientOffset Where {@code gradient} starts.
     * @param gradientStride From one row of {@code gradient} to the next.
     * @param active Lanes to look at: any number up to {@code width}.
     * @param width Lanes to write.
     */
    void maxBackward(
            int rows,
            float[] values,
            int valuesOffset,
            int valuesStride,
            float[] max,
            int maxOffset,
            float[] maxGradient,
            int maxGradientOffset,
            int maxStride,
            float[] gradient,
            int gradientOffset,
            int gradientStride,
            int active,
            int width);
}
