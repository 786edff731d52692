package org.setlstm.onnx;

import java.util.Collection;
import java.util.Map;

/**
 * Writes JSON, in ASCII. Ours, because exporting needs no jar beyond Tribuo's, none of which writes JSON: Jackson is optional in
 * this module, for reading models in ONNX Runtime, and the two entries of a file's metadata aren't worth its 2.4 MB.
 */
final class JSON {
    private JSON() {}

    /** Maps in their order, collections, and of all else the text. */
    static String write(Object value) {
        StringBuilder json = new StringBuilder();
        write(value, json);
        return json.toString();
    }

    private static void write(Object value, StringBuilder json) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> e : map.entrySet()) {
                json.append(separator);
                string(e.getKey().toString(), json);
                json.append(':');
                write(e.getValue(), json);
                separator = ",";
            }
            json.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> list) {
            String separator = "[";
            for (Object o : list) {
                json.append(separator);
                write(o, json);
                separator = ",";
            }
            json.append(list.isEmpty() ? "[]" : "]");
        } else {
            string(value.toString(), json);
        }
    }

    private static void string(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                json.append(c);
            } else {
                json.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    json.append(Character.forDigit(c >> shift & 0xf, 16));
                }
            }
        }
        json.append('"');
    }
}
