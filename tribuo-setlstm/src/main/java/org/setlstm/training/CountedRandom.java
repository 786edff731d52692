package org.setlstm.training;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.setlstm.checkpoint.State;

/**
 * A {@link SplittableRandom} whose place can be found again, which its own state doesn't tell: by the number of values
 * drawn. All else that a generator gives is made of these two, here as there.
 */
final class CountedRandom implements RandomGenerator {
    private final SplittableRandom random;
    private long drawn;

    CountedRandom(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public int nextInt() {
        drawn++;
        return random.nextInt();
    }

    @Override
    public long nextLong() {
        drawn++;
        return random.nextLong();
    }

    /** Tells the place; one that is filled in lies ahead. */
    void state(State state, long most) {
        long place = state.number(drawn, drawn, Math.max(drawn, most));
        while (drawn < place) {
            nextLong();
        }
    }
}
