package io.antiphon.control.schema;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** What a text must be. */
public enum TextRule {
    /** Anything short without control characters. */
    PLAIN("at most 255 characters, none of them a control character") {
        @Override
        boolean allows(String text) {
            return true;
        }
    },
    /** A name that can stand as one segment of a URL's path. */
    NAME("1 to 255 characters without '/' and control characters, and not '.' or '..'") {
        @Override
        boolean allows(String text) {
            return !text.isBlank() && text.indexOf('/') < 0 && !text.equals(".") && !text.equals("..");
        }
    },
    /** An IP address, or nothing. */
    ADDRESS("an IPv4 or IPv6 address") {
        @Override
        boolean allows(String text) {
            return text.isEmpty() || isAddress(text);
        }
    },
    /** An IP address, a host name or the tag of a device, or nothing. */
    HOST("an IPv4 or IPv6 address, a host name, or a device tag such as 'ap:default'") {
        @Override
        boolean allows(String text) {
            if (text.isEmpty() || isAddress(text) || DEVICE_TAG.matcher(text).matches()) {
                return true;
            }
            return !LOOKS_LIKE_IPV4.matcher(text).matches()
                    && HOST_NAME.matcher(text).matches();
        }
    };

    /** Most characters of any text. */
    public static final int MAX_LENGTH = 255;

    private static final Pattern LOOKS_LIKE_IPV4 = Pattern.compile("[0-9.]+");
    private static final Pattern DEVICE_TAG = Pattern.compile("[a-z_]{2,6}:\\S+");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]*\\.?)+");

    private final String allowed;

    TextRule(String allowed) {
        this.allowed = allowed;
    }

    /** What is allowed, to be put behind "must be". */
    public String allowed() {
        return allowed;
    }

    /** True when the text keeps the rule. */
    public boolean holds(String text) {
        return text.length() <= MAX_LENGTH && text.codePoints().allMatch(TextRule::isCharacter) && allows(text);
    }

    /** Half a surrogate pair cannot be written in UTF-8, nor a noncharacter (Unicode, section 23.7) in YAML. */
    private static boolean isCharacter(int codePoint) {
        boolean half = Character.getType(codePoint) == Character.SURROGATE;
        boolean none = (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
        return !half && !none && !Character.isISOControl(codePoint);
    }

    abstract boolean allows(String text);

    private static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
