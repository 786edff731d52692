package org.setlstm.ngram;

/** From keys above 0 to numbers from 0 on, by open addressing: 12 bytes an entry, where the JDK's map takes 60 or more. */
final class LongIntMap {
    private static final int LEAST = 64;

    private long[] keys;
    private int[] values;
    private int size;

    LongIntMap(int expected) {
        int capacity = Integer.highestOneBit(Math.max(LEAST, 2 * expected)) << 1;
        keys = new long[capacity];
        values = new int[capacity];
    }

    int size() {
        return size;
    }

    /** -1 if there is none. */
    int get(long key) {
        for (int slot = slot(key); ; slot = slot + 1 & keys.length - 1) {
            if (keys[slot] == key) {
                return values[slot];
            }
            if (keys[slot] == 0L) {
                return -1;
            }
        }
    }

    /** The key's number; it gets the next one if it is new. */
    int add(long key) {
        if (2 * size >= keys.length) {
            grow();
        }
        int slot = slot(key);
        for (; keys[slot] != 0L; slot = slot + 1 & keys.length - 1) {
            if (keys[slot] == key) {
                return values[slot];
            }
        }
        keys[slot] = key;
        values[slot] = size;
        return size++;
    }

    /** The keys in the order of their numbers. */
    long[] keys() {
        long[] ordered = new long[size];
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != 0L) {
                ordered[values[slot]] = keys[slot];
            }
        }
        return ordered;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[Math.multiplyExact(2, oldKeys.length)];
        values = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0L) {
                int slot = slot(oldKeys[i]);
                while (keys[slot] != 0L) {
                    slot = slot + 1 & keys.length - 1;
                }
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    /** Fibonacci hashing: keys differ in few bits, and the product mixes them into its upper half. */
    private int slot(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 32) & keys.length - 1;
    }
}
