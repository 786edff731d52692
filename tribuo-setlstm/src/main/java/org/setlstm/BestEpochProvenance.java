package org.setlstm;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.setlstm.training.BestEpoch;

/** What held-out documents said, as entries of a model's run provenance beside those of its user. */
final class BestEpochProvenance {
    static final String BEST_EPOCH = "set-lstm-best-epoch";
    static final String EPOCHS = "set-lstm-epochs";
    static final String ACCURACY = "set-lstm-validation-accuracy";
    static final String LOSS = "set-lstm-validation-loss";

    private BestEpochProvenance() {}

    /** Before training, not after. */
    static void requireFree(Map<String, Provenance> runProvenance) {
        for (String key : List.of(BEST_EPOCH, EPOCHS, ACCURACY, LOSS)) {
            if (runProvenance.containsKey(key)) {
                throw new IllegalArgumentException("The run provenance has an entry '" + key
                        + "', where the trainer puts its own if validationShare is above 0");
            }
        }
    }

    static Map<String, Provenance> add(Map<String, Provenance> runProvenance, BestEpoch best) {
        Map<String, Provenance> all = new LinkedHashMap<>(runProvenance);
        all.put(BEST_EPOCH, new IntProvenance(BEST_EPOCH, best.epoch()));
        all.put(EPOCHS, new IntProvenance(EPOCHS, best.epochs()));
        all.put(ACCURACY, new DoubleProvenance(ACCURACY, best.score().accuracy()));
        all.put(LOSS, new DoubleProvenance(LOSS, best.score().loss()));
        return all;
    }
}
