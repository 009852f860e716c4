package io.antiphon.control.auth;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person calls the browser that sends a {@code User-Agent}: {@code Firefox 132 · Linux}. */
final class BrowserName {
    /** Most browsers also say to be those that stand below them here. */
    private static final List<String[]> BROWSERS = List.of(
            new String[] {"Edge", "Edg(?:A|iOS)?/(\\d+)"},
            new String[] {"Opera", "OPR/(\\d+)"},
            new String[] {"Samsung Internet", "SamsungBrowser/(\\d+)"},
            new String[] {"Firefox", "(?:Firefox|FxiOS)/(\\d+)"},
            new String[] {"Chrome", "(?:Chrome|CriOS|HeadlessChrome)/(\\d+)"},
            new String[] {"Safari", "Version/(\\d+)\\S* .*Safari/"});

    private static final List<String[]> SYSTEMS = List.of(
            new String[] {"Android", "Android"},
            new String[] {"iPhone", "iPhone"},
            new String[] {"iPad", "iPad"},
            new String[] {"Windows", "Windows"},
            new String[] {"macOS", "Mac OS X|Macintosh"},
            new String[] {"ChromeOS", "CrOS"},
            new String[] {"Linux", "Linux|X11"});

    private static final int MOST = 60;

    private BrowserName() {}

    /** Its name and that of its system; of what is no browser the first word, nothing of what says nothing. */
    static String of(String userAgent) {
        for (String[] browser : BROWSERS) {
            Matcher match = Pattern.compile(browser[1]).matcher(userAgent);
            if (match.find()) {
                return browser[0] + " " + match.group(1) + system(userAgent);
            }
        }
        String first = userAgent.strip().split("[\\s(]", 2)[0];
        return first.substring(0, Math.min(MOST, first.length()));
    }

    private static String system(String userAgent) {
        return SYSTEMS.stream()
                .filter(system -> Pattern.compile(system[1]).matcher(userAgent).find())
                .findFirst()
                .map(system -> " · " + system[0])
                .orElse("");
    }
}
