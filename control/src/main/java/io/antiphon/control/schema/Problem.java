package io.antiphon.control.schema;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with what a person or a client gave.
 *
 * @param code stable name of the kind of problem, such as {@code out_of_range}
 * @param message a sentence: what is wrong and what is allowed
 * @param key what it is about, such as {@code volume} or {@code speaker_layouts.2.matrix}; null when it is about no key
 * @param hint what to do instead, when there is something better to say than what is allowed
 * @param input what was given, as text
 */
public record Problem(
        String code,
        String message,
        @Nullable String key,
        @Nullable String hint,
        @Nullable String input) {
    /** A problem of a key. */
    public static Problem of(String code, String key, String message) {
        return new Problem(code, message, key, null, null);
    }

    /** The same problem as part of something larger: {@code prefix.key}. */
    public Problem inside(String prefix) {
        return new Problem(code, message, key == null ? prefix : prefix + "." + key, hint, input);
    }

    @Override
    public String toString() {
        String text = key == null ? message : key + ": " + message;
        return hint == null ? text : sentence(text) + " " + hint;
    }

    /** Several problems one after another, each a sentence. */
    public static String told(List<Problem> problems) {
        return problems.size() == 1
                ? problems.getFirst().toString()
                : problems.stream().map(problem -> sentence(problem.toString())).collect(Collectors.joining(" "));
    }

    private static String sentence(String text) {
        return text.isEmpty() || ".!?".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }
}
