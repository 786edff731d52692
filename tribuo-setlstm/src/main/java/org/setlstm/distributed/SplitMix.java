package org.setlstm.distributed;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A {@link SplittableRandom} that can be sent: that class tells its state to nobody, but two of its values do, since each
 * is a mix of the state that can be undone (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators",
 * OOPSLA 2014; the mix is Stafford's variant 13 of MurmurHash3's). Ours, because it draws that class's values: the JDK has no
 * other way to them, and libraries' SplitMix64 has one gamma for all.
 */
final class SplitMix implements RandomGenerator {
    private static final long FIRST = 0xbf58476d1ce4e5b9L;
    private static final long SECOND = 0x94d049bb133111ebL;

    private final long gamma;
    private long seed;

    /**
     * Draws the values that another generator of the same state would draw from its start.
     *
     * @param first Its first value.
     * @param second Its second value.
     */
    SplitMix(long first, long second) {
        long one = unmix(first);
        gamma = unmix(second) - one;
        seed = one - gamma;
    }

    @Override
    public long nextLong() {
        seed += gamma;
        long z = (seed ^ (seed >>> 30)) * FIRST;
        z = (z ^ (z >>> 27)) * SECOND;
        return z ^ (z >>> 31);
    }

    private static long unmix(long mixed) {
        long z = unshift(mixed, 31) * inverse(SECOND);
        z = unshift(z, 27) * inverse(FIRST);
        return unshift(z, 30);
    }

    /** What {@code x ^ (x >>> by)} was made of. */
    private static long unshift(long shifted, int by) {
        long x = shifted;
        for (int known = by; known < Long.SIZE; known += by) {
            x = shifted ^ (x >>> by);
        }
        return x;
    }

    /** Of an odd number, modulo 2^64, by Newton's steps: each doubles the bits that are right, of which there are 3. */
    private static long inverse(long odd) {
        long x = odd;
        for (int step = 0; step < 5; step++) {
            x *= 2 - odd * x;
        }
        return x;
    }
}
