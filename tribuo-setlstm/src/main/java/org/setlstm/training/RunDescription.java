package org.setlstm.training;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.setlstm.network.Network;
import org.setlstm.network.WeightsDigest;

/** What a run must have in common with a checkpoint that it goes on from, beside its settings. */
final class RunDescription {
    private RunDescription() {}

    /** Of a network that hasn't learned yet. */
    static Map<String, String> of(
            Map<String, String> settings, Network network, TrainingData data, TrainingData heldOut) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("the training documents' SHA-256", digest(data));
        all.put("the held-out documents' SHA-256", heldOut == null ? "none" : digest(heldOut));
        all.put("the first weights' SHA-256", WeightsDigest.of(network));
        return all;
    }

    private static String digest(TrainingData data) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
        for (int d = 0; d < data.documents().length; d++) {
            int[] document = data.documents()[d];
            ByteBuffer bytes = ByteBuffer.allocate((3 + document.length) * Integer.BYTES);
            bytes.putInt(data.labels()[d]).putFloat(data.weights()[d]).putInt(document.length);
            for (int row : document) {
                bytes.putInt(row);
            }
            digest.update(bytes.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
