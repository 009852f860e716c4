package io.antiphon.io.codec.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class G722Test {
    /**
     * What FFmpeg 5.1.9 makes of {@link #noise}: {@code ffmpeg -f s16le -ar 16000 -ac 1 -i noise.s16 -c:a g722 -f g722
     * noise.g722}. The standard is exact to the bit.
     */
    private static final String REFERENCE =
            "5ede7af7f05b1b040487b3b93414130f1ba5ab1e3bbab3158eba266eb05064149e961c1ee818b972ef98f3bfb33ecf93"
                    + "4ecf6c56b7b81b7574d87810fccafb69b0d05aecd71e111cbeb5ad3852cd1e589f5ab65fad5a1f56967fe71598ab9ced"
                    + "bff45a76aab95b66991639154b52bcf0b96a993dd6a7f1d32cd3b4f299d533bb0c979cd6d28fe5462899576c4619b8ca"
                    + "150a3e3307c7b8e63a7237c7f457748cd093c437a4de1051650aa42ff23e29d453b9d7660b35b50b923697be06ae265c"
                    + "128b640c8531b6bef50ce8b6e422b54fadfa3e1e254713882705c938d88daae6e30436a3877a95569c092cd18aa124b6"
                    + "1b26a99d85b04433a2b306d03913a3e229b8c42e60198bd627a7a6240789a48f0aa4b813aebc3fc6c4889c1f2394b8b7"
                    + "041d47658ee095ac17b2e02229a8c69330a09145a3b1a022bf09a9e3a22104a1";

    @Test
    void everyBitIsAsTheReferenceHasIt() {
        int[] noise = noise();
        byte[] encoded = new byte[noise.length / 2];
        G722 encoder = new G722();
        for (int i = 0; i < noise.length; i += 2) {
            encoded[i / 2] = encoder.encode(noise[i], noise[i + 1]);
        }
        assertThat(HexFormat.of().formatHex(encoded)).isEqualTo(REFERENCE);
    }

    /** Noise that becomes louder, up to full scale, so that every step of both quantizers is taken. */
    private static int[] noise() {
        int[] noise = new int[640];
        int seed = 1;
        for (int i = 0; i < noise.length; i++) {
            seed = seed * 1_103_515_245 + 12_345;
            noise[i] = (seed >> 16) * Math.min(i, 500) / 500;
        }
        return noise;
    }
}
