package org.setlstm.setting;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The values that a number among the settings may have, beside its {@code @Config}: finite and at least 0 where nothing else is
 * said. {@link Settings#check} keeps it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Range {
    /** The least double that is 1 as a float: a bound of what is computed in floats, where a decay next to 1 would be 1. */
    double ONE_AS_FLOAT = 1.0 - 0x1p-25;

    /**
     * The least value.
     *
     * @return A bound that is in the range.
     */
    double least() default 0.0;

    /**
     * What values are above, instead of a least one.
     *
     * @return A bound that is not in the range.
     */
    double above() default Double.NEGATIVE_INFINITY;

    /**
     * The greatest value.
     *
     * @return A bound that is in the range.
     */
    double most() default Double.POSITIVE_INFINITY;

    /**
     * What values are below, instead of a greatest one.
     *
     * @return A bound that is not in the range.
     */
    double below() default Double.POSITIVE_INFINITY;
}
