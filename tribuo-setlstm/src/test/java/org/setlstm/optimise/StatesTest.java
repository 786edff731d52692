package org.setlstm.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.setlstm.checkpoint.CheckpointFormat;
import org.setlstm.checkpoint.CheckpointStore;
import org.setlstm.checkpoint.State;

/** Whatever takes steps goes on from its stored state as if it had never stopped. */
class StatesTest {
    private static void carryOver(Consumer<State> from, Consumer<State> to) throws IOException {
        CheckpointStore store = new CheckpointStore() {
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

            @Override
            public Optional<InputStream> open() {
                return Optional.of(new ByteArrayInputStream(bytes.toByteArray()));
            }

            @Override
            public void replace(Content content) throws IOException {
                content.writeTo(bytes);
            }
        };
        CheckpointFormat.write(store, Map.of(), from);
        assertTrue(CheckpointFormat.read(store, Map.of(), to));
    }

    static Stream<Function<List<float[]>, Optimiser>> optimisers() {
        return Stream.of(OptimiserType.values())
                .map(type -> new OptimiserSettings(
                        type, 0.1, 0.9, 0.9, 0.999, LearningRateSchedule.CONSTANT, 0.0, 0.0, 0.0, 0.0)::newOptimiser);
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void optimisersGoOn(Function<List<float[]>, Optimiser> create) throws IOException {
        float[][] whole = {{1.0f, 2.0f}, {3.0f}};
        Optimiser optimiser = create.apply(List.of(whole));
        for (int i = 0; i < 3; i++) {
            optimiser.step(List.of(whole), new float[][] {{0.5f, -i}, {i}}, 0.1);
        }
        float[][] resumed = {whole[0].clone(), whole[1].clone()};
        Optimiser other = create.apply(List.of(resumed));
        carryOver(optimiser::state, other::state);
        optimiser.step(List.of(whole), new float[][] {{0.1f, 0.2f}, {0.3f}}, 0.1);
        other.step(List.of(resumed), new float[][] {{0.1f, 0.2f}, {0.3f}}, 0.1);
        assertArrayEquals(whole, resumed);
    }

    @Test
    void averagesGoOn() throws IOException {
        float[] w = {1.0f, -1.0f};
        WeightAverage average = new WeightAverage(List.of(w), 0.99);
        float[] same = {0.0f, 0.0f};
        WeightAverage other = new WeightAverage(List.of(same), 0.99);
        for (int i = 0; i < 5; i++) {
            w[0] += 1.0f;
            w[1] *= 2.0f;
            average.update();
        }
        carryOver(average::state, other::state);
        System.arraycopy(w, 0, same, 0, 2);
        average.update();
        other.update();
        average.apply();
        other.apply();
        assertArrayEquals(w, same);
    }

    @Test
    void weightsAndAveragesChangePlacesAndBack() {
        float[][] w = {{10.0f}, {20.0f, 30.0f}};
        WeightAverage average = new WeightAverage(List.of(w), 0.5);
        w[0][0] = 1.0f;
        w[1][0] = 2.0f;
        w[1][1] = 3.0f;
        average.swap();
        assertArrayEquals(new float[][] {{10.0f}, {20.0f, 30.0f}}, w);
        average.swap();
        assertArrayEquals(new float[][] {{1.0f}, {2.0f, 3.0f}}, w);
    }

    @Test
    void theRateIsItsShareOfTheFullOne() {
        OptimiserSettings settings = new OptimiserSettings(
                OptimiserType.SGD, 0.2, 0.0, 0.9, 0.999, LearningRateSchedule.COSINE, 0.0, 0.0, 0.0, 0.0);
        assertEquals(0.2, settings.rate(0, 10), 1e-12);
        assertEquals(0.1, settings.rate(5, 10), 1e-12);
    }

    /** A gradient of a tenth of epsilon moves its weight by a fifteenth of a full step. */
    @Test
    void adamsEpsilonKeepsTinyGradientsFromFullSteps() {
        float[] w = {0.0f};
        new Adam(List.of(w), 0.0, 0.5).step(List.of(w), new float[][] {{1e-9f}}, 1.0);
        // sqrt(0.5) 1e-9 / (sqrt(0.5) 1e-9 + 1e-8), as the correction stands at the mean alone.
        assertEquals(-0.70710678 / (0.70710678 + 10.0), w[0], 1e-6);
    }
}
