package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.setlstm.sequence.TokenFeatures;
import org.tribuo.Feature;
import org.tribuo.data.text.TextPipeline;
import org.tribuo.util.tokens.Tokenizer;

/**
 * Turns a text into features that keep the order of its words, as {@link TokenFeatures} describes.
 *
 * <p>Wrap it in Tribuo's {@code TextFeatureExtractorImpl}. By default its tokens are those of {@link WebTextTokenizer}:
 * words, {@code '!'} and {@code '?'}, emoji, emoticons, links, mentions and hashtags. They are put in lower case, and of
 * a long text the first 400 and the last 400 tokens are kept: each further one costs time and another feature, and
 * judgements stand at the ends.
 *
 * <p>Safe for many threads at once.
 */
public final class TokenSequencePipeline implements TextPipeline {

    private static final int DEFAULT_MAX_LENGTH = 800;

    @Config(description = "Splits the text into tokens: web-text or words, by name.")
    private Tokenizer tokenizer = new WebTextTokenizer();

    @Config(description = "Put the tokens in lower case, by the rules of no language.")
    private boolean lowercase = true;

    @Config(description = "Keep at most this many tokens of a text; 0 keeps them all.")
    private int maxLength = DEFAULT_MAX_LENGTH;

    @Config(description = "Which tokens of a text that is too long are kept: HEAD, TAIL or ENDS, half from each.")
    private Keep keep = Keep.ENDS;

    /** Tokenizers hold the text they work on, so each thread has its own. */
    private ThreadLocal<Tokenizer> tokenizers;

    /** Creates the default pipeline: the tokens of {@link WebTextTokenizer}, in lower case, at most 800. */
    public TokenSequencePipeline() {
        postConfig();
    }

    /**
     * Creates a default pipeline with another length limit.
     *
     * @param maxLength how many tokens to keep of a text, half from each end, 0 for all
     * @throws PropertyException if {@code maxLength} is negative
     */
    public TokenSequencePipeline(int maxLength) {
        this.maxLength = maxLength;
        postConfig();
    }

    /**
     * Creates a pipeline with a tokenizer of your choice.
     *
     * @param tokenizer splits the text; it is cloned for each thread
     * @param lowercase whether to put the tokens in lower case
     * @param maxLength how many tokens to keep of a text, half from each end, 0 for all
     * @throws PropertyException if {@code maxLength} is negative, or the tokenizer missing or impossible to clone
     */
    public TokenSequencePipeline(Tokenizer tokenizer, boolean lowercase, int maxLength) {
        this(tokenizer, lowercase, maxLength, Keep.ENDS);
    }

    /**
     * Creates a pipeline with all settings of your choice.
     *
     * @param tokenizer splits the text; it is cloned for each thread
     * @param lowercase whether to put the tokens in lower case
     * @param maxLength how many tokens to keep at most, 0 for all
     * @param keep which tokens of a text that is too long are kept
     * @throws PropertyException if {@code maxLength} is negative, or the tokenizer missing or impossible to clone
     */
    public TokenSequencePipeline(Tokenizer tokenizer, boolean lowercase, int maxLength, Keep keep) {
        this.tokenizer = tokenizer;
        this.lowercase = lowercase;
        this.maxLength = maxLength;
        this.keep = keep;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        if (maxLength < 0) {
            throw new PropertyException("", "maxLength", "maxLength must be 0 (no limit) or more, not " + maxLength);
        }
        if (tokenizer == null) {
            throw new PropertyException("", "tokenizer", "a tokenizer is needed");
        }
        try {
            tokenizer.clone();
        } catch (CloneNotSupportedException e) {
            throw new PropertyException(e, "", "tokenizer", "the tokenizer cannot be cloned, as each thread needs");
        }
        tokenizers = Tokenizer.createThreadLocal(tokenizer);
    }

    /**
     * Splits a text the way {@link #process} does.
     *
     * @param text any text; half a surrogate pair is read as U+FFFD
     * @return its tokens in order, none empty, at most the configured number
     */
    public List<String> tokenize(String text) {
        if (maxLength == 0) {
            return split(text, Integer.MAX_VALUE);
        }
        if (keep == Keep.HEAD) {
            return split(text, maxLength);
        }
        List<String> all = split(text, Integer.MAX_VALUE);
        int removed = all.size() - maxLength;
        if (removed > 0) {
            int head = keep == Keep.TAIL ? 0 : (maxLength + 1) / 2;
            all.subList(head, head + removed).clear();
        }
        return all;
    }

    private List<String> split(String text, int limit) {
        List<String> tokens = new ArrayList<>();
        if (text.isEmpty()) {
            return tokens;
        }
        Tokenizer splitter = tokenizers.get();
        splitter.reset(wellFormed(text));
        while (tokens.size() < limit && splitter.advance()) {
            String token = splitter.getText();
            if (!token.isEmpty()) {
                tokens.add(lowercase ? token.toLowerCase(Locale.ROOT) : token);
            }
        }
        return tokens;
    }

    /**
     * With U+FFFD, which is no part of a word, where half of a surrogate pair stands: a file can't hold a token with one,
     * and would give back another.
     */
    private static String wellFormed(String text) {
        StringBuilder formed = null;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.isBmpCodePoint(text.codePointAt(i))) {
                    formed = formed == null ? new StringBuilder(text) : formed;
                    formed.setCharAt(i, '\ufffd');
                } else {
                    i++;
                }
            }
        }
        return formed == null ? text : formed.toString();
    }

    /**
     * What cuts texts into tokens.
     *
     * @return the pipeline's own, for one thread
     */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /**
     * Whether texts become lower case.
     *
     * @return whether they do, before they are cut into tokens
     */
    public boolean isLowercase() {
        return lowercase;
    }

    /**
     * Turns a text into features.
     *
     * @param tag put before each token as {@code tag-} unless empty
     * @param data the text
     * @return one feature for each token, in order, with unique names; none for a text without tokens
     */
    @Override
    public List<Feature> process(String tag, String data) {
        return TokenFeatures.encode(tag, tokenize(data));
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "TextPipeline");
    }

    @Override
    public String toString() {
        return "TokenSequencePipeline(tokenizer=" + tokenizer.getClass().getSimpleName() + ",lowercase=" + lowercase
                + ",maxLength=" + maxLength + ",keep=" + keep + ")";
    }
}
