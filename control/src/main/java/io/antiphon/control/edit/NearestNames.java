package io.antiphon.control.edit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what somebody may have meant. */
final class NearestNames {
    private static final int SHOWN = 3;

    private NearestNames() {}

    /** A sentence with the names that are most alike, or all there are when none is; null when there are none. */
    static @Nullable String hint(String wanted, List<String> names) {
        if (names.isEmpty()) {
            return null;
        }
        String lower = wanted.toLowerCase(Locale.ROOT);
        List<String> near = names.stream()
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= 1 + wanted.length() / 3)
                .sorted(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))))
                .limit(SHOWN)
                .toList();
        if (!near.isEmpty()) {
            return "Did you mean '" + String.join("' or '", near) + "'?";
        }
        String all = String.join("', '", names.stream().limit(SHOWN).toList());
        return "There is '" + all + (names.size() > SHOWN ? "' and " + (names.size() - SHOWN) + " more." : "'.");
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
