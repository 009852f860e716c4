package io.antiphon.io.sdp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One {@code m=} section. Immutable.
 *
 * @param kind {@code audio}, {@code video}, …
 * @param port port, 0 when refused
 * @param protocol such as {@code UDP/TLS/RTP/SAVPF}
 * @param formats payload types, in order of preference
 * @param bandwidths its {@code b=} lines in their order, such as {@code AS} and {@code 96}
 * @param attributes its {@code a=} lines in their order
 */
public record MediaDescription(
        String kind,
        int port,
        String protocol,
        List<String> formats,
        List<Attribute> bandwidths,
        List<Attribute> attributes) {
    public MediaDescription {
        formats = List.copyOf(formats);
        bandwidths = List.copyOf(bandwidths);
        attributes = List.copyOf(attributes);
    }

    /** Without a word on its bandwidth. */
    public MediaDescription(String kind, int port, String protocol, List<String> formats, List<Attribute> attributes) {
        this(kind, port, protocol, formats, List.of(), attributes);
    }

    /** Highest bit rate in bits a second that the {@code b=} lines allow (RFC 8866, RFC 3890); empty when none does. */
    public OptionalInt highestBps() {
        return bandwidths.stream()
                .filter(each -> each.value().matches("\\d{1,9}"))
                .mapToLong(each -> switch (each.name()) {
                    case "AS" -> 1_000L * Integer.parseInt(each.value());
                    case "TIAS" -> Integer.parseInt(each.value());
                    default -> Long.MAX_VALUE;
                })
                .filter(bps -> bps <= Integer.MAX_VALUE)
                .mapToInt(bps -> (int) bps)
                .min();
    }

    /** Value of the first attribute of that name; empty text for a flag. */
    public Optional<String> value(String name) {
        return Attribute.first(attributes, name);
    }

    /** True when there is an attribute of that name. */
    public boolean has(String name) {
        return value(name).isPresent();
    }

    /** Encoding of a payload type as its {@code a=rtpmap} gives it, such as {@code opus/48000/2}. */
    public Optional<String> rtpMap(String format) {
        return ofFormat("rtpmap", format);
    }

    /** Parameters of a payload type from its {@code a=fmtp}; none when there is no such line. */
    public FormatParameters parameters(String format) {
        return FormatParameters.parse(ofFormat("fmtp", format).orElse(""));
    }

    private Optional<String> ofFormat(String name, String format) {
        return attributes.stream()
                .filter(each -> each.name().equals(name) && each.value().startsWith(format + " "))
                .map(each -> each.value().substring(format.length() + 1).strip())
                .findFirst();
    }
}
