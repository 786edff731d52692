package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** What training warns of, and that it warns of nothing else. */
class SymptomsTest {
    @RegisterExtension
    final LoggedWarnings log = new LoggedWarnings();

    private final List<String> warnings = log.messages();

    @Test
    void aHealthyRunWarnsOfNothing() {
        WordOrder.trainer().build().train(WordOrder.dataset(WordOrder.examples(300, 1)));
        assertEquals(List.of(), warnings);
    }

    @Test
    void labelsThatAreNeverPredictedAreNamed() {
        List<Example<Label>> examples = WordOrder.examples(100, 1);
        examples.add(WordOrder.example("rare", "man bites dog"));
        WordOrder.trainer().epochs(2).build().train(WordOrder.dataset(examples));
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("1 of 3 labels were never predicted"), warnings.get(0));
        assertTrue(warnings.get(0).contains("'rare'"), warnings.get(0));
    }

    @Test
    void gradientsThatVanishAreToldOnce() {
        // Of a single label all is known from the start.
        List<Example<Label>> examples = List.of(WordOrder.example("news", "man bites dog"));
        WordOrder.trainer().epochs(3).minTokenCount(1).build().train(WordOrder.dataset(examples));
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("Gradients have vanished in epoch 1"), warnings.get(0));
    }

    @Test
    void deadUnitsAreCounted() {
        SETLSTMTrainer trainer = WordOrder.trainer().epochs(1).epsilon(0.3).build();
        trainer.train(WordOrder.dataset(WordOrder.examples(100, 1)));
        assertTrue(
                warnings.stream()
                        .anyMatch(w -> w.startsWith("Many units are dead") && w.contains(" of 12 in embedding")),
                warnings.toString());
    }
}
