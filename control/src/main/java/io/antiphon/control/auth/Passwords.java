package io.antiphon.control.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) in the PHC string format, which carries its own cost: a hash that was made at another one is still
 * understood. Any thread.
 */
final class Passwords {
    /** The least that OWASP's cheat sheet on password storage names. */
    private static final Cost COST = new Cost(19 * 1024, 2, 1);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /** The text to keep of a password. */
    static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + COST.memoryKb + ",t=" + COST.passes + ",p=" + COST.lanes + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(derive(password, salt, COST, HASH_BYTES));
    }

    /** True when that text was kept of this password. */
    static boolean matches(String password, String kept) {
        Matcher parts = PHC.matcher(kept);
        if (!parts.matches()) {
            return false;
        }
        Cost cost = new Cost(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] hash = Base64.getDecoder().decode(parts.group(5));
        return MessageDigest.isEqual(hash, derive(password, salt, cost, hash.length));
    }

    private static byte[] derive(String password, byte[] salt, Cost cost, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKb)
                .withIterations(cost.passes)
                .withParallelism(cost.lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    /**
     * What a guess costs.
     *
     * @param memoryKb memory
     * @param passes passes over it
     * @param lanes independent lanes
     */
    private record Cost(int memoryKb, int passes, int lanes) {}
}
