package org.setlstm.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class LogCountRatiosTest {
    private static MutableDataset<Label> documents(String... documents) {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> dataset = new MutableDataset<>(new SimpleDataSourceProvenance("", labels), labels);
        for (String document : documents) {
            String[] words = document.split(" ");
            Example<Label> example = new ArrayExample<>(new Label(words[0]));
            Arrays.stream(words).skip(1).forEach(w -> example.add(new Feature(w, 1.0)));
            dataset.add(example);
        }
        return dataset;
    }

    @Test
    void areThoseOfTheFormula() {
        MutableDataset<Label> all =
                documents("up good fun", "up good", "up so", "down bad so", "down good bad", "flat so");
        ImmutableFeatureMap features = all.getFeatureIDMap();
        // Of the up ones good 2, fun 1, so 1, bad 0: with 1 added 3, 2, 2, 1, in all 8. Of the others good 1, fun 0,
        // so 2, bad 2: 2, 1, 3, 3, in all 9.
        double[] up = LogCountRatios.of(all, new Label("up"), features);
        assertEquals(Math.log(3.0 / 8.0) - Math.log(2.0 / 9.0), up[features.getID("good")], 1e-12);
        assertEquals(Math.log(2.0 / 8.0) - Math.log(1.0 / 9.0), up[features.getID("fun")], 1e-12);
        assertEquals(Math.log(2.0 / 8.0) - Math.log(3.0 / 9.0), up[features.getID("so")], 1e-12);
        assertEquals(Math.log(1.0 / 8.0) - Math.log(3.0 / 9.0), up[features.getID("bad")], 1e-12);
        // Of flat so 1: 2, 1, 1, 1, in all 5. Of the others good 3, fun 1, so 2, bad 2: 4, 2, 3, 3, in all 12.
        double[] flat = LogCountRatios.of(all, new Label("flat"), features);
        assertEquals(Math.log(2.0 / 5.0) - Math.log(3.0 / 12.0), flat[features.getID("so")], 1e-12);
        assertEquals(Math.log(1.0 / 5.0) - Math.log(4.0 / 12.0), flat[features.getID("good")], 1e-12);
    }

    @Test
    void featuresOfOtherExamplesDontCount() {
        ImmutableFeatureMap features =
                documents("up good fun", "down bad", "up elsewhere").getFeatureIDMap();
        double[] up = LogCountRatios.of(documents("up good fun", "down bad"), new Label("up"), features);
        // 2, 2, 1 of 5, and 1, 1, 2 of 4.
        assertEquals(Math.log(2.0 / 5.0) - Math.log(1.0 / 4.0), up[features.getID("good")], 1e-12);
        assertEquals(Math.log(1.0 / 5.0) - Math.log(2.0 / 4.0), up[features.getID("bad")], 1e-12);
        assertEquals(0.0, up[features.getID("elsewhere")]);
    }
}
