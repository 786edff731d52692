package org.setlstm.kernel;

/**
 * The inner loops of training and prediction, pure functions on primitive arrays, which come as {@link Panel}s and
 * {@link CompressedRows} or {@link GateRows}. Widths are multiples of {@link #LANES}. A lane beside a panel is the one from which on it is
 * worked on; where there is none, from its first.
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
     * Sparse matrix times panel: {@code out = start + A in}, or {@code out += A in}.
     *
     * @param a The matrix, its columns for the stride of {@code in}.
     * @param start {@code [rows]}: what all lanes of a row start from; null to add to {@code out}.
     * @param in The factor.
     * @param inLane Its first lane.
     * @param out The product, of {@code a}'s rows.
     * @param outLane Its first lane.
     * @param width Lanes.
     */
    void multiply(CompressedRows a, float[] start, Panel in, int inLane, Panel out, int outLane, int width);

    /**
     * The gradient of {@link #multiply} with respect to the stored entries, and to no others: for the entry in row
     * {@code r} and column {@code c}, {@code gradient += sum over lanes of left[r] * right[c]}.
     *
     * @param a The matrix, its columns for the stride of {@code right}; its values aren't read.
     * @param left The gradient of the product, of {@code a}'s rows.
     * @param right The factor that {@link #multiply} took.
     * @param rightLane Its first lane.
     * @param width Lanes.
     * @param scratch A row of at least {@value #LANES} times the entries of {@code a}'s longest row.
     * @param gradient Added to, an element for each stored entry.
     */
    void gradient(CompressedRows a, Panel left, Panel right, int rightLane, int width, Panel scratch, float[] gradient);

    /**
     * {@link #multiply} of four gates that share their positions, in the same bits: {@code out = start + A in}, or {@code out +=
     * A in}.
     *
     * @param a The gates, their columns for the stride of {@code in}.
     * @param start What each row starts with, of four times {@code a}'s rows, gate after gate; null for what stands in
     *     {@code out}.
     * @param in The factor.
     * @param inLane Its first lane.
     * @param out The product, of four times {@code a}'s rows.
     * @param outLane Its first lane.
     * @param width Lanes.
     */
    void multiplyGates(GateRows a, float[] start, Panel in, int inLane, Panel out, int outLane, int width);

    /**
     * The transposed product of four gates that share their positions, from units to what they are connected with: {@code out =
     * transposed(A) in}. To a row of {@code out} its units are added in order, and of a unit the gates.
     *
     * @param a The gates, their columns for the stride of {@code out}.
     * @param in The factor, of four times {@code a}'s rows, gate after gate.
     * @param inLane Its first lane.
     * @param out The product.
     * @param outLane Its first lane.
     * @param width Lanes.
     */
    void multiplyGatesTransposed(GateRows a, Panel in, int inLane, Panel out, int outLane, int width);

    /**
     * {@link #gradient} of four gates that share their positions, in the same bits.
     *
     * @param a The gates, their columns for the stride of {@code right}; their weights aren't read.
     * @param left The gradient of the product, of four times {@code a}'s rows.
     * @param right The factor that {@link #multiplyGates} took.
     * @param rightLane Its first lane.
     * @param width Lanes.
     * @param scratch A row of at least {@value #LANES} times the weights of {@code a}'s longest row, all gates together.
     * @param gradient Added to, an element for each weight, gate after gate.
     */
    void gateGradient(GateRows a, Panel left, Panel right, int rightLane, int width, Panel scratch, float[] gradient);

    /**
     * One step of LSTM cells, from pre-activations: {@code i, f, o = sigmoid(.)}, {@code g = tanh(.)},
     * {@code c = f c + i g}, {@code h = o tanh(c)}.
     *
     * @param gates Pre-activations in, activations out; {@code [4H]} in the order i, f, o, g.
     * @param lane The step's first lane in {@code gates}.
     * @param cell {@code c} of the step before in, of this step out; {@code [H]}.
     * @param hidden {@code h} of this step out; {@code [H]}.
     * @param width Lanes.
     */
    void lstmForward(Panel gates, int lane, Panel cell, Panel hidden, int width);

    /**
     * The gradient of {@link #lstmForward}.
     *
     * @param gates Activations in, gradient of the pre-activations out; {@code [4H]}.
     * @param cellBefore {@code c} of the step before, {@code [H]}.
     * @param lane The step's first lane in {@code gates} and in {@code cellBefore}.
     * @param hiddenGradient The gradient of {@code h}, {@code [H]}.
     * @param cellGradient The gradient of {@code c} in, of the {@code c} before out; {@code [H]}.
     * @param width Lanes.
     */
    void lstmBackward(Panel gates, Panel cellBefore, int lane, Panel hiddenGradient, Panel cellGradient, int width);

    /**
     * {@code to += from}.
     *
     * @param from Of {@code to}'s rows.
     * @param fromLane Its first lane.
     * @param to The sum.
     * @param toLane Its first lane.
     * @param lanes Lanes: any number.
     */
    void add(Panel from, int fromLane, Panel to, int toLane, int lanes);

    /**
     * {@code max = max(max, values)}.
     *
     * @param values Of {@code max}'s rows.
     * @param lane Their first lane.
     * @param max The maximum.
     * @param lanes Lanes: any number.
     */
    void max(Panel values, int lane, Panel max, int lanes);

    /**
     * One step of the gradient of a maximum over steps: where a value is the maximum it takes the maximum's gradient, and
     * leaves 0 for the steps before.
     *
     * @param values What the maximum was taken of.
     * @param valuesLane Their first lane.
     * @param max The maximum.
     * @param maxGradient Its gradient in, what is left of it out.
     * @param gradient That of {@code values} out; 0 from lane {@code active} on.
     * @param gradientLane Its first lane.
     * @param active Lanes to look at: any number up to {@code width}.
     * @param width Lanes to write.
     */
    void maxBackward(
            Panel values,
            int valuesLane,
            Panel max,
            Panel maxGradient,
            Panel gradient,
            int gradientLane,
            int active,
            int width);
}
