package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.SkeletalConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.tribuo.provenance.DataSourceProvenance;

/** Provenance of a {@link WordVectorFile}: its configuration, and the hash of the file as it is stored. */
public final class WordVectorFileProvenance extends SkeletalConfiguredObjectProvenance {
    private static final long serialVersionUID = 1L;
    private static final String HASH = DataSourceProvenance.RESOURCE_HASH;

    private final HashProvenance hash;

    WordVectorFileProvenance(WordVectorFile host, String hash) {
        super(host, "WordVectors");
        this.hash = new HashProvenance(DEFAULT_HASH_TYPE, HASH, hash);
    }

    /**
     * Used by the OLCUT provenance system to read a stored provenance.
     *
     * @param map the stored values
     */
    public WordVectorFileProvenance(Map<String, Provenance> map) {
        this(extract(map));
    }

    private WordVectorFileProvenance(ExtractedInfo info) {
        super(info);
        this.hash = (HashProvenance) info.instanceValues.get(HASH);
    }

    /** Whatever is not taken out as an instance value would come back as a configured parameter. */
    private static ExtractedInfo extract(Map<String, Provenance> map) {
        Map<String, Provenance> rest = new HashMap<>(map);
        String className = take(rest, CLASS_NAME, StringProvenance.class).getValue();
        String hostShortName =
                take(rest, HOST_SHORT_NAME, StringProvenance.class).getValue();
        Map<String, PrimitiveProvenance<?>> instance = new HashMap<>();
        instance.put(HASH, take(rest, HASH, HashProvenance.class));
        return new ExtractedInfo(className, hostShortName, rest, instance);
    }

    private static <T extends Provenance> T take(Map<String, Provenance> map, String key, Class<T> type) {
        return ObjectProvenance.checkAndExtractProvenance(map, key, type, "WordVectorFileProvenance");
    }

    @Override
    public Map<String, PrimitiveProvenance<?>> getInstanceValues() {
        Map<String, PrimitiveProvenance<?>> map = super.getInstanceValues();
        map.put(HASH, hash);
        return map;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof WordVectorFileProvenance other && super.equals(o) && hash.equals(other.hash);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), hash);
    }
}
