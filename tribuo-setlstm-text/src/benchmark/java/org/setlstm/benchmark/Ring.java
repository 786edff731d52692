package org.setlstm.benchmark;

import java.util.List;

/** Items one after the other, over and over. */
final class Ring<T> {
    private final List<T> items;
    private int next;

    Ring(List<T> items) {
        this.items = items;
    }

    T next() {
        T item = items.get(next);
        next = (next + 1) % items.size();
        return item;
    }
}
