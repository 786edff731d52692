package org.setlstm.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What unknown words count as, case by case. */
class PrefixBackOffTest {
    private static final List<String> TOKENS = List.of(
            "disappoint", "disappointing", "disappointed", "film", "films", "the", "theatre", "2007", "caf\u00e9s");

    private final PrefixBackOff backOff = backOff(4);

    /** With ids in the order of rows, which is none of names. */
    private static PrefixBackOff backOff(int letters) {
        String[] names = TOKENS.stream().map(t -> t + "#1").toArray(String[]::new);
        return new PrefixBackOff(
                new SortedTokens(names, IntStream.range(0, names.length).toArray()), letters);
    }

    @ParameterizedTest
    @CsvSource({
        // The longest start that a known token has: of several the first, which is the most frequent.
        "disappointingly, 2",
        "disappointment, 1",
        "disappoin, 1",
        "disap, 1",
        "filmed, 4",
        "filmmaker, 0",
        "filming, 0",
        // Three letters are too few; nor is a start of four enough if it is less than six tenths.
        "then, 0",
        "theatrical, 7",
        "theat, 7",
        "film-noir, 0",
        "2007s, 0",
        "caf\u00e9, 9",
        "cafe, 0",
        "!!!!!, 0",
        "zebra, 0"
    })
    void aWordCountsAsWhatItSharesItsStartWith(String token, int row) {
        assertEquals(row, backOff.row(token), token);
    }

    @ParameterizedTest
    @CsvSource({"then, 6", "filming, 0", "th, 0", "fi, 0", "films'n, 5"})
    void fewerLettersMayBeEnough(String token, int row) {
        assertEquals(row, backOff(3).row(token), token);
    }
}
