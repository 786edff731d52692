package org.setlstm.network;

/**
 * Values that are learned together: a bias, or a matrix's stored entries.
 *
 * @param name What it is, as in {@code forward.1.input}.
 * @param values The network's own array.
 * @param bias Whether it is a bias.
 */
public record Parameter(String name, float[] values, boolean bias) {
    /**
     * Whether all values are numbers.
     *
     * @return False if one is infinite or NaN.
     */
    public boolean isFinite() {
        return isFinite(values);
    }

    /**
     * The same of any values.
     *
     * @param values The values.
     * @return False if one is infinite or NaN.
     */
    public static boolean isFinite(float[] values) {
        // But for the sign, the bits of infinity and NaN are above those of all others: no branch within the loop.
        int highest = 0;
        for (float v : values) {
            highest = Math.max(highest, Float.floatToRawIntBits(v) & Integer.MAX_VALUE);
        }
        return highest < Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    }
}
