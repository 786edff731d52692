package org.setlstm.ngram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Lists come out as they went in, however wide their gaps. */
class AscendingListsTest {
    private static final int WIDE = AscendingLists.WIDE;

    @Test
    void listsComeBack() {
        SplittableRandom random = new SplittableRandom(5);
        int[][] lists = new int[300][];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = random.ints(random.nextInt(200), 0, 1 << random.nextInt(1, 31))
                    .distinct()
                    .sorted()
                    .toArray();
        }
        AscendingLists.Builder builder = new AscendingLists.Builder(lists.length);
        for (int i = 0; i < lists.length; i++) {
            int[] list = lists[i];
            int cut = random.nextInt(list.length + 1);
            builder.add(i, Arrays.copyOf(list, cut));
            builder.add(i, Arrays.copyOfRange(list, cut, list.length));
        }
        AscendingLists stored = builder.build();
        assertEquals(lists.length, stored.size());
        for (int i = 0; i < lists.length; i++) {
            assertArrayEquals(lists[i], stored.get(i));
        }
    }

    @Test
    void wideGapsAreInParts() {
        int[] numbers = {WIDE - 1, 2 * WIDE - 1, 3 * WIDE, 10 * WIDE + 7, Integer.MAX_VALUE};
        AscendingLists stored = one(numbers);
        assertArrayEquals(numbers, stored.get(0));
        char[] first = stored.gaps(0);
        assertArrayEquals(
                new char[] {WIDE - 1, WIDE, 0, WIDE, 1}, Arrays.copyOf(first, 5), "a whole part, and the rest");
        assertArrayEquals(new char[] {0, 1, 4}, AscendingLists.gaps(new int[] {0, 1, 5}));
        assertArrayEquals(new int[0], one(new int[0]).get(0));
    }

    private static AscendingLists one(int[] numbers) {
        AscendingLists.Builder builder = new AscendingLists.Builder(1);
        builder.add(0, numbers);
        return builder.build();
    }
}
