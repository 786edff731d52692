package org.setlstm;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Word vectors for tests: of some tokens, made from their names. */
public final class TableVectors implements WordVectors {
    @Config
    private int dimension = 1;

    @Config
    private List<String> tokens = new ArrayList<>();

    private TableVectors() {}

    TableVectors(int dimension, List<String> tokens) {
        this.dimension = dimension;
        this.tokens = tokens;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public float[] vector(String token) {
        if (!tokens.contains(token)) {
            return null;
        }
        SplittableRandom random = new SplittableRandom(token.hashCode());
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) (5.0 * random.nextDouble() - 2.0);
        }
        return vector;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "WordVectors");
    }

    @Override
    public String toString() {
        return "TableVectors(dimension=" + dimension + ",tokens=" + tokens + ")";
    }
}
