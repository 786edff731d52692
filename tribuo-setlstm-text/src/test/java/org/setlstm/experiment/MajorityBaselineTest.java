package org.setlstm.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.setlstm.text.Texts;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

class MajorityBaselineTest {
    private static List<Example<Label>> labelled(String labels) {
        return Arrays.stream(labels.split(" "))
                .<Example<Label>>map(l -> new ArrayExample<>(new Label(l)))
                .toList();
    }

    @Test
    void isTheTrainingTextsMostFrequentLabelOnTheTestTexts() {
        MajorityBaseline m = MajorityBaseline.of(labelled("b b a c b"), labelled("b a b b"));
        assertEquals("b", m.label());
        assertEquals(4, m.documents());
        assertEquals(0.75, m.accuracy(), 1e-12);
        // F1 of b is 2 * 0.75 * 1 / 1.75, that of a and c is 0.
        assertEquals(6.0 / 7.0 / 3.0, m.macroF1(), 1e-12);
    }

    @Test
    void ofEquallyFrequentLabelsTheFirstByName() {
        assertEquals("a", MajorityBaseline.of(labelled("b a"), labelled("b")).label());
    }

    @Test
    void aLabelThatTrainingDoesNotKnowIsRefused() {
        List<Example<Label>> train = labelled("a b");
        List<Example<Label>> test = labelled("a d");
        Exception e = assertThrows(IllegalArgumentException.class, () -> MajorityBaseline.of(train, test));
        Texts.assertContains(e.getMessage(), "'d'");
    }
}
