package org.setlstm.onnx;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.setlstm.sequence.TokenFeatures;
import org.tribuo.CategoricalIDInfo;
import org.tribuo.CategoricalInfo;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.VariableIDInfo;
import org.tribuo.VariableInfo;
import org.tribuo.protos.core.FeatureDomainProto;

/**
 * The features of an exported model. It knows every feature that carries word order: those of tokens that the model
 * doesn't know share an id, for Tribuo would leave out what its map doesn't know, and the words after it would move.
 */
final class TokenFeatureMap extends ImmutableFeatureMap {
    private static final long serialVersionUID = 1L;
    private static final int CURRENT_VERSION = 0;

    /** Never a feature's name in an example: that would end in an occurrence. */
    private static final String UNKNOWN = "unknown";

    private final ArrayList<String> tokens;
    private final HashMap<String, Integer> rows = new HashMap<>();
    private final TokenColumns columns;

    /** Of the tokens of rows 1, 2, ...; throws IllegalArgumentException if one stands twice. */
    TokenFeatureMap(List<String> tokens) {
        this.tokens = new ArrayList<>(tokens);
        for (String token : tokens) {
            if (token.isEmpty() || rows.put(token, rows.size() + 1) != null) {
                throw new IllegalArgumentException("the token '" + token + "' is empty or stands twice");
            }
        }
        columns = new TokenColumns(tokens.size());
        size = columns.size();
    }

    @Override
    public int getID(String name) {
        String token = TokenFeatures.token(name);
        int occurrence = Integer.parseInt(name.substring(token.length() + 1));
        return columns.column(rows.getOrDefault(token, 0), occurrence);
    }

    @Override
    public VariableIDInfo get(int id) {
        return id < 0 || id >= size ? null : new CategoricalIDInfo(new CategoricalInfo(name(id)), id);
    }

    @Override
    public VariableIDInfo get(String name) {
        return name.equals(UNKNOWN) ? get(TokenColumns.UNKNOWN) : get(getID(name));
    }

    private String name(int id) {
        return id == TokenColumns.UNKNOWN
                ? UNKNOWN
                : TokenFeatures.name(tokens.get(columns.row(id) - 1), columns.occurrence(id));
    }

    @Override
    public Iterator<VariableInfo> iterator() {
        return IntStream.range(0, size).<VariableInfo>mapToObj(this::get).iterator();
    }

    @Override
    public Set<String> keySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<String> iterator() {
                return IntStream.range(0, size)
                        .mapToObj(TokenFeatureMap.this::name)
                        .iterator();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenFeatureMap map && tokens.equals(map.tokens);
    }

    @Override
    public int hashCode() {
        return tokens.hashCode();
    }

    @Override
    public FeatureDomainProto serialize() {
        ListValue.Builder list = ListValue.newBuilder();
        tokens.forEach(t -> list.addValues(Value.newBuilder().setStringValue(t)));
        return FeatureDomainProto.newBuilder()
                .setVersion(CURRENT_VERSION)
                .setClassName(TokenFeatureMap.class.getName())
                .setSerializedData(Any.pack(list.build()))
                .build();
    }

    /** Called by Tribuo to read what {@link #serialize()} wrote. */
    public static TokenFeatureMap deserializeFromProto(int version, String className, Any message)
            throws InvalidProtocolBufferException {
        if (version != CURRENT_VERSION) {
            throw new IllegalArgumentException("Unknown version " + version + " of " + className
                    + ", this library reads version " + CURRENT_VERSION);
        }
        return new TokenFeatureMap(message.unpack(ListValue.class).getValuesList().stream()
                .map(Value::getStringValue)
                .toList());
    }
}
