package org.setlstm.benchmark;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Numbers for tables. */
final class Numbers {
    private Numbers() {}

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    static <T> double median(Collection<T> items, ToDoubleFunction<T> value) {
        return median(items.stream().mapToDouble(value).toArray());
    }

    /** The median, and if there are several the least and the most of them. */
    static String spread(double[] values, DoubleFunction<String> format) {
        String median = format.apply(median(values));
        if (values.length == 1) {
            return median;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return median + " (" + format.apply(sorted[0]) + "–" + format.apply(sorted[sorted.length - 1]) + ")";
    }

    static <T> String spread(Collection<T> items, ToDoubleFunction<T> value, DoubleFunction<String> format) {
        return spread(items.stream().mapToDouble(value).toArray(), format);
    }

    /** Round by round. */
    static double[] ratios(double[] dividends, double[] divisors) {
        double[] ratios = new double[dividends.length];
        Arrays.setAll(ratios, i -> dividends[i] / divisors[i]);
        return ratios;
    }

    /** Three digits or so. */
    static String plain(double value) {
        String format = value >= 100.0 ? "%,.0f" : value >= 10.0 ? "%.1f" : value >= 1.0 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, "%.1f", ratio);
    }

    static String percent(double share) {
        double percent = 100.0 * share;
        return String.format(
                Locale.ROOT, percent < 10.0 && percent != Math.rint(percent) ? "%.1f%%" : "%.0f%%", percent);
    }
}
