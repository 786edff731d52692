package org.setlstm.experiment;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;
import org.tribuo.Feature;
import org.tribuo.data.text.TextPipeline;

/** Another pipeline's features, each over the root of how many a text has: so long texts weigh no more than short ones. */
public final class RootLengthPipeline implements TextPipeline {
    @Config(mandatory = true, description = "Makes the features.")
    private TextPipeline pipeline;

    /** For OLCUT. */
    private RootLengthPipeline() {}

    /**
     * Creates one.
     *
     * @param pipeline Makes the features.
     */
    public RootLengthPipeline(TextPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public List<Feature> process(String tag, String data) {
        List<Feature> features = pipeline.process(tag, data);
        double root = Math.sqrt(features.size());
        return features.stream()
                .map(f -> new Feature(f.getName(), f.getValue() / root))
                .toList();
    }

    @Override
    public String toString() {
        return "RootLengthPipeline(pipeline=" + pipeline + ")";
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "TextPipeline");
    }
}
