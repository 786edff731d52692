package org.setlstm.format;

import static org.setlstm.format.NetworkCodec.check;

import com.google.protobuf.ByteString;
import com.oracle.labs.mlrg.olcut.util.MutableLong;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.setlstm.protos.FeatureColumnsProto;
import org.tribuo.CategoricalIDInfo;
import org.tribuo.CategoricalInfo;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.RealIDInfo;
import org.tribuo.RealInfo;
import org.tribuo.VariableInfo;

/**
 * Tribuo's feature domain, column by column and compressed. Tribuo's own form spends some hundred bytes on each feature,
 * class names among them, and there is a feature for each occurrence of each token: it was nine tenths of a model's file.
 * Nothing is lost, for whatever compares domains or asks for counts must find in a loaded model what it found before.
 */
final class FeatureDomainCodec {
    /** Domains of texts take a tenth of their space: beyond this it is none, but a hand that wants our memory. */
    static final int MOST_EXPANSION = 32;

    /** For features beside their values: an object of Tribuo's takes a hundred bytes, and here about eight. */
    private static final int MOST_FEATURES_OF_A_BYTE = 2;

    private FeatureDomainCodec() {}

    static int mostBytes(int compressed) {
        return (int) Math.min(Integer.MAX_VALUE - 16, (1 << 20) + (long) MOST_EXPANSION * compressed);
    }

    static boolean mayHold(int compressed, int features) {
        return features <= (1 << 16) + (long) MOST_FEATURES_OF_A_BYTE * compressed;
    }

    /**
     * Encodes a domain.
     *
     * @param features The domain.
     * @return Its bytes; empty if this form can't say it: where names are hashed, ids aren't in their order, or values are
     *     no positions.
     */
    static ByteString encode(ImmutableFeatureMap features) {
        FeatureColumnsProto.Builder proto = FeatureColumnsProto.newBuilder();
        if (features.getClass() != ImmutableFeatureMap.class || !addAll(features, proto)) {
            return ByteString.EMPTY;
        }
        FeatureColumnsProto columns = proto.build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (OutputStream compressed = new DeflaterOutputStream(bytes, deflater)) {
            columns.writeTo(compressed);
        } catch (IOException e) {
            throw new IllegalStateException("An array can always be written", e);
        } finally {
            deflater.end();
        }
        return columns.getSerializedSize() > mostBytes(bytes.size()) || !mayHold(bytes.size(), features.size())
                ? ByteString.EMPTY
                : ByteString.copyFrom(bytes.toByteArray());
    }

    private static boolean addAll(ImmutableFeatureMap features, FeatureColumnsProto.Builder proto) {
        CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
        StringBuilder rests = new StringBuilder();
        String before = "";
        for (int id = 0; id < features.size(); id++) {
            VariableInfo info = features.get(id);
            if (info == null || info.getName().compareTo(before) <= 0 || !utf8.canEncode(info.getName())) {
                return false;
            }
            String name = info.getName();
            int shared = sharedLength(before, name);
            proto.addSharedLengths(shared).addRestLengths(name.length() - shared);
            rests.append(name, shared, name.length());
            if (!addStatistics(info, proto)) {
                return false;
            }
            before = name;
        }
        proto.setRests(rests.toString());
        return true;
    }

    /** Never half a surrogate pair, which no string of a protobuf can hold. */
    private static int sharedLength(String a, String b) {
        int shared = 0;
        while (shared < a.length() && shared < b.length() && a.charAt(shared) == b.charAt(shared)) {
            shared++;
        }
        return shared > 0 && Character.isHighSurrogate(b.charAt(shared - 1)) ? shared - 1 : shared;
    }

    private static boolean addStatistics(VariableInfo info, FeatureColumnsProto.Builder proto) {
        if (info.getClass() == CategoricalIDInfo.class) {
            return new Categorical((CategoricalInfo) info).addTo(proto);
        }
        if (info.getClass() == RealIDInfo.class) {
            new Real((RealInfo) info).addTo(proto);
            return true;
        }
        return false;
    }

    /**
     * Decodes a domain.
     *
     * @param compressed What {@link #encode} gave, not empty.
     * @return The domain.
     * @throws IllegalStateException If it is no such domain.
     */
    static ImmutableFeatureMap decode(ByteString compressed) {
        try (InflaterInputStream in = new InflaterInputStream(compressed.newInput())) {
            int most = mostBytes(compressed.size());
            byte[] columns = in.readNBytes(most + 1);
            check(
                    columns.length <= most,
                    "found more than %d bytes of features in %d compressed ones",
                    most,
                    compressed.size());
            FeatureColumnsProto proto = FeatureColumnsProto.parseFrom(columns);
            check(
                    mayHold(compressed.size(), proto.getKindsCount()),
                    "found %d features in %d compressed bytes",
                    proto.getKindsCount(),
                    compressed.size());
            return new ImmutableFeatureMap(features(proto));
        } catch (IllegalArgumentException | IOException e) {
            throw new IllegalStateException("Invalid protobuf, " + e.getMessage(), e);
        }
    }

    private static List<VariableInfo> features(FeatureColumnsProto proto) {
        int count = proto.getKindsCount();
        int reals = proto.getRealCountsCount();
        check(
                proto.getSharedLengthsCount() == count && proto.getRestLengthsCount() == count,
                "found %d and %d names of %d features",
                proto.getSharedLengthsCount(),
                proto.getRestLengthsCount(),
                count);
        check(
                proto.getMaxCount() == reals
                        && proto.getMinCount() == reals
                        && proto.getMeanCount() == reals
                        && proto.getSumSquaresCount() == reals
                        && proto.getValueGapsCount() == proto.getValueCountsCount(),
                "found statistics of features that are not equally many");
        List<VariableInfo> features = new ArrayList<>(count);
        String rests = proto.getRests();
        String before = "";
        int rest = 0;
        int value = 0;
        int real = 0;
        long characters = 0;
        for (int id = 0; id < count; id++) {
            int shared = proto.getSharedLengths(id);
            int length = proto.getRestLengths(id);
            if (shared < 0 || shared > before.length() || length < 0 || length > rests.length() - rest) {
                throw new IllegalArgumentException("found no name for feature " + id);
            }
            characters += shared + length;
            if (characters > (long) MOST_EXPANSION * (count + rests.length())) {
                throw new IllegalArgumentException("found longer names than " + count + " features have");
            }
            String name = before.substring(0, shared).concat(rests.substring(rest, rest + length));
            if (name.compareTo(before) <= 0) {
                throw new IllegalArgumentException("found feature '" + name + "' after '" + before + "'");
            }
            int kind = proto.getKinds(id);
            if (kind == 0) {
                if (real >= reals) {
                    throw new IllegalArgumentException("found no statistics of feature '" + name + "'");
                }
                features.add(Real.read(name, proto, real++));
            } else {
                int values = kind - 1;
                if (values < 0 || values > proto.getValueGapsCount() - value) {
                    throw new IllegalArgumentException("found no values of feature '" + name + "'");
                }
                features.add(new Categorical(name, proto, value, values));
                value += values;
            }
            rest += length;
            before = name;
        }
        check(
                rest == rests.length() && value == proto.getValueGapsCount() && real == reals,
                "found more than the %d features tell of",
                count);
        return features;
    }

    /** To get at what Tribuo keeps to itself and to its subclasses; only copies of Tribuo's own class leave from here. */
    private static final class Categorical extends CategoricalInfo {
        private static final long serialVersionUID = 1L;

        Categorical(CategoricalInfo info) {
            super(info);
        }

        Categorical(String name, FeatureColumnsProto proto, int first, int values) {
            super(name);
            if (values > 1) {
                valueCounts = new HashMap<>(2 * values);
            }
            int value = 0;
            for (int i = first; i < first + values; i++) {
                int gap = proto.getValueGaps(i);
                long seen = proto.getValueCounts(i);
                if (gap < 0 || gap >= Integer.MAX_VALUE - value || seen <= 0 || seen > Integer.MAX_VALUE - count) {
                    throw new IllegalArgumentException("found a value of feature '" + name + "' beyond bounds");
                }
                value += gap + 1;
                count += (int) seen;
                if (values == 1) {
                    observedValue = value;
                    observedCount = seen;
                } else {
                    valueCounts.put((double) value, new MutableLong(seen));
                }
            }
        }

        boolean addTo(FeatureColumnsProto.Builder proto) {
            Map<Double, Long> seen = new TreeMap<>();
            if (valueCounts != null) {
                valueCounts.forEach((value, times) -> seen.put(value, times.longValue()));
            } else if (observedCount != 0) {
                seen.put(observedValue, observedCount);
            }
            int before = 0;
            long sum = 0;
            proto.addKinds(seen.size() + 1);
            for (Map.Entry<Double, Long> entry : seen.entrySet()) {
                int value = entry.getKey().intValue();
                if (value != entry.getKey() || value <= before || entry.getValue() <= 0) {
                    return false;
                }
                proto.addValueGaps(value - before - 1).addValueCounts(entry.getValue());
                before = value;
                sum += entry.getValue();
            }
            return sum == count && (valueCounts == null || seen.size() > 1);
        }
    }

    /** As the other. */
    private static final class Real extends RealInfo {
        private static final long serialVersionUID = 1L;

        Real(RealInfo info) {
            super(info);
        }

        static RealInfo read(String name, FeatureColumnsProto proto, int i) {
            return new RealInfo(
                    name,
                    proto.getRealCounts(i),
                    proto.getMax(i),
                    proto.getMin(i),
                    proto.getMean(i),
                    proto.getSumSquares(i));
        }

        void addTo(FeatureColumnsProto.Builder proto) {
            proto.addKinds(0)
                    .addRealCounts(count)
                    .addMax(max)
                    .addMin(min)
                    .addMean(mean)
                    .addSumSquares(sumSquares);
        }
    }
}
