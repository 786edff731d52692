package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.SkeletalConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DateTimeProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.nio.file.attribute.FileTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.tribuo.provenance.ConfiguredDataSourceProvenance;

/**
 * What the provenances of the text sources have in common: the configuration, and as instance values the hash and
 * modification time of the content and the time at which it was read.
 */
abstract class TextSourceProvenance extends SkeletalConfiguredObjectProvenance
        implements ConfiguredDataSourceProvenance {
    private static final long serialVersionUID = 1L;

    private final DateTimeProvenance modified;
    private final DateTimeProvenance created;
    private final HashProvenance hash;

    TextSourceProvenance(TextSource host, FileTime modified, String hash) {
        super(host, "DataSource");
        this.modified =
                new DateTimeProvenance(FILE_MODIFIED_TIME, modified.toInstant().atOffset(ZoneOffset.UTC));
        this.created = new DateTimeProvenance(DATASOURCE_CREATION_TIME, OffsetDateTime.now(ZoneOffset.UTC));
        this.hash = new HashProvenance(DEFAULT_HASH_TYPE, RESOURCE_HASH, hash);
    }

    TextSourceProvenance(Map<String, Provenance> map) {
        this(extract(map));
    }

    private TextSourceProvenance(ExtractedInfo info) {
        super(info);
        this.modified = (DateTimeProvenance) info.instanceValues.get(FILE_MODIFIED_TIME);
        this.created = (DateTimeProvenance) info.instanceValues.get(DATASOURCE_CREATION_TIME);
        this.hash = (HashProvenance) info.instanceValues.get(RESOURCE_HASH);
    }

    /** Whatever is not taken out as an instance value would come back as a configured parameter. */
    private static ExtractedInfo extract(Map<String, Provenance> map) {
        Map<String, Provenance> rest = new HashMap<>(map);
        String className = take(rest, CLASS_NAME, StringProvenance.class).getValue();
        String hostShortName =
                take(rest, HOST_SHORT_NAME, StringProvenance.class).getValue();
        Map<String, PrimitiveProvenance<?>> instance = new HashMap<>();
        instance.put(FILE_MODIFIED_TIME, take(rest, FILE_MODIFIED_TIME, DateTimeProvenance.class));
        instance.put(DATASOURCE_CREATION_TIME, take(rest, DATASOURCE_CREATION_TIME, DateTimeProvenance.class));
        instance.put(RESOURCE_HASH, take(rest, RESOURCE_HASH, HashProvenance.class));
        return new ExtractedInfo(className, hostShortName, rest, instance);
    }

    private static <T extends Provenance> T take(Map<String, Provenance> map, String key, Class<T> type) {
        return ObjectProvenance.checkAndExtractProvenance(map, key, type, "TextSourceProvenance");
    }

    @Override
    public final Map<String, PrimitiveProvenance<?>> getInstanceValues() {
        Map<String, PrimitiveProvenance<?>> map = super.getInstanceValues();
        map.put(FILE_MODIFIED_TIME, modified);
        map.put(DATASOURCE_CREATION_TIME, created);
        map.put(RESOURCE_HASH, hash);
        return map;
    }

    @Override
    public final boolean equals(Object o) {
        return o instanceof TextSourceProvenance other
                && getClass() == other.getClass()
                && super.equals(o)
                && modified.equals(other.modified)
                && created.equals(other.created)
                && hash.equals(other.hash);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(super.hashCode(), modified, created, hash);
    }
}
