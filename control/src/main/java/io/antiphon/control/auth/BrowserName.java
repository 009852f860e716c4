package io.antiphon.control.auth;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person calls the browser that sends a {@code User-Agent}: {@code Firefox 132 · Linux}. */
final class BrowserName {
    /** Most browsers also say to be those that stand below them here. */
    private static final List<Sign> BROWSERS = List.of(
            new Sign("Edge", "Edg(?:A|iOS)?/(\\d+)"),
            new Sign("Opera", "OPR/(\\d+)"),
            new Sign("Samsung Internet", "SamsungBrowser/(\\d+)"),
            new Sign("Firefox", "(?:Firefox|FxiOS)/(\\d+)"),
            new Sign("Chrome", "(?:Chrome|CriOS|HeadlessChrome)/(\\d+)"),
            new Sign("Safari", "Version/(\\d+)\\S* .*Safari/"));

    private static final List<Sign> SYSTEMS = List.of(
            new Sign("Android", "Android"),
            new Sign("iPhone", "iPhone"),
            new Sign("iPad", "iPad"),
            new Sign("Windows", "Windows"),
            new Sign("macOS", "Mac OS X|Macintosh"),
            new Sign("ChromeOS", "CrOS"),
            new Sign("Linux", "Linux|X11"));

    private static final int MOST = 60;

    private BrowserName() {}

    /** Its name and that of its system; of what is no browser the first word, nothing of what says nothing. */
    static String of(String userAgent) {
        for (Sign browser : BROWSERS) {
            Matcher match = browser.pattern().matcher(userAgent);
            if (match.find()) {
                return browser.name() + " " + match.group(1) + system(userAgent);
            }
        }
        String first = userAgent.strip().split("[\\s(]", 2)[0];
        return first.substring(0, Math.min(MOST, first.length()));
    }

    private static String system(String userAgent) {
        return SYSTEMS.stream()
                .filter(system -> system.pattern().matcher(userAgent).find())
                .findFirst()
                .map(system -> " · " + system.name())
                .orElse("");
    }

    /** By what a name is known. */
    private record Sign(String name, Pattern pattern) {
        Sign(String name, String regex) {
            this(name, Pattern.compile(regex));
        }
    }
}
