package io.antiphon.control.settings;

import io.antiphon.engine.endpoint.CodecPreferences;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Each setting once: what it is called in every place, what is allowed, what it is for. Flags, environment, file and help
 * are made from this.
 */
public enum Setting {
    HOME(
            Form.PATH,
            "",
            "folder for everything: configuration, certificates, state and logs; without it they go where the system"
                    + " keeps such things"),
    CONFIG_PATH(
            Form.PATH, "", "the configuration file; without it config.yaml in the configuration folder", "CONFIG_PATH"),
    LOGS_DIR(Form.PATH, "", "folder for logs; without it 'logs' beside the state", "LOGS_DIR"),
    API_HOST(Form.TEXT, "0.0.0.0", "address that the web interface and the API listen on", "API_HOST"),
    API_PORT(Form.PORT, "8443", "port of the web interface and the API; 0 takes any free one", "API_PORT"),
    TLS(Form.SWITCH, "on", "whether the API speaks HTTPS; 'off' is for loopback and reverse proxies"),
    CERTIFICATE(Form.PATH, "", "certificate chain to serve, PEM; without it one is made", "CERTIFICATE"),
    CERTIFICATE_KEY(Form.PATH, "", "private key of the certificate, PEM", "CERTIFICATE_KEY"),
    AUTH(Form.AUTH, "login", "whether clients must log in; 'none' is for trusted networks"),
    PUBLIC_NAMES(
            Form.NAMES,
            "",
            "names by which browsers call this server, beside its addresses, its own name, localhost and .local; needed"
                    + " with auth none only"),
    CORS_ORIGINS(
            Form.ORIGINS,
            "",
            "other sites whose pages may use the API in the name of who looks at them, such as"
                    + " https://home.example:8123; none by default"),
    SCREAM_RECEIVER_PORT(
            Form.PORT,
            "16401",
            "UDP port for Scream senders that are told an address; 0 closes it",
            "SCREAM_RECEIVER_PORT"),
    SCREAM_MULTICAST_PORT(
            Form.PORT, "4010", "UDP port for Scream senders as they come, multicast and unicast; 0 closes it"),
    WEBRTC_PORT(Form.PORT, "8444", "UDP port that browsers' media goes through; 0 takes any free one"),
    WEBRTC_PUBLIC_ADDRESSES(
            Form.ADDRESSES,
            "",
            "addresses at which a router forwards webrtc-port to this machine; browsers try them first"),
    WEBRTC_CODEC(
            Form.CODEC,
            "opus",
            "codec that browsers are sent when they offer it; else the first of their offer that the server knows"),
    OPUS_BITRATE(Form.BITRATE, "128000", "bits a second of Opus for browsers that name none"),
    OPUS_MAX_AVERAGE_BITRATE(Form.BITRATE, "510000", "most bits a second of Opus that a browser may ask for"),
    OPUS_MAX_PLAYBACK_RATE(
            Form.PLAYBACK_RATE, "48000", "highest rate that Opus keeps; less saves bits and loses what sounds high"),
    OPUS_CBR(
            Form.SWITCH,
            "off",
            "whether all packets of Opus have one length, also for browsers that do not ask for it"),
    OPUS_FEC(
            Form.SWITCH,
            "on",
            "whether Opus carries what repairs a lost packet, for browsers that can use it and report loss"),
    OPUS_DTX(Form.SWITCH, "off", "whether Opus pauses in silence, also for browsers that do not ask for it"),
    WEBRTC_PACKET_MS(
            Form.PACKET_MS,
            "10",
            "milliseconds of sound in a packet, as far as a browser's offer allows; less is less latency and more packets"),
    ICE_SERVERS(
            Form.ICE_SERVERS,
            "",
            "STUN and TURN servers that players are told of, for networks that let nothing through to webrtc-port"),
    MAX_LISTENERS(Form.COUNT, "4000", "browsers that may listen at a time"),
    MAX_LISTENERS_PER_ADDRESS(
            Form.COUNT,
            "32",
            "how many of them may come from one address; behind a reverse proxy all come from that of the proxy"),
    MAX_LISTENERS_PER_USER(
            Form.COUNT, "64", "how many of them may be of one user or API token, where clients must log in"),
    MAX_ENCODINGS_PER_SINK(
            Form.COUNT,
            "8",
            "different encodings (bit rate, duration of a packet, …) of one sink that browsers may ask for beside the usual ones,"
                    + " and as many that players may"),
    MAX_PUBLISHERS(Form.COUNT, "64", "streams that others may publish at a time"),
    MAX_STREAM_LISTENERS(Form.COUNT, "1000", "players that may listen by HTTP at a time (MP3, Opus, FLAC; not HLS)"),
    MAX_STREAM_LISTENERS_PER_ADDRESS(
            Form.COUNT,
            "100",
            "how many of them may come from one address; behind a reverse proxy all come from that of the proxy"),
    DEMO(Form.SWITCH, "on", "whether a first start without a configuration plays a demo"),
    PERIOD(
            Form.PERIOD,
            "128",
            "frames that the graph renders at a time; less is less latency and asks more of the machine"),
    GRAPH_RATE(
            Form.GRAPH_RATE, "48000", "frames a second of the graph; what has another rate is resampled at its edge"),
    RENDER_THREADS(
            Form.ONE_OR_TWO,
            "1",
            "threads that render; a second one runs half of what is independent in a large graph, on a machine with a"
                    + " processor to spare for it"),
    HISTORY_MINUTES(
            Form.MINUTES,
            "5",
            "minutes of each stream that are kept on disk, for time shifts and for fetching what has just been heard; 0"
                    + " keeps nothing"),
    HISTORY_MEGABYTES(
            Form.MEGABYTES,
            "4096",
            "what all that is kept of streams may take of the disk; 5 minutes of stereo at 48 kHz take 115"),
    LOCK_MEMORY(
            Form.SWITCH,
            "off",
            "whether memory that was used once stays in RAM; for machines that swap, needs the right to lock memory");

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern ORIGIN =
            Pattern.compile("(?i)https?://([a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(:\\d{1,5})?");
    private static final Pattern IP = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private final Form form;
    private final String defaultValue;
    private final String sentence;
    private final String ancestorVariable;

    Setting(Form form, String defaultValue, String sentence) {
        this(form, defaultValue, sentence, "");
    }

    Setting(Form form, String defaultValue, String sentence, String ancestorVariable) {
        this.form = form;
        this.defaultValue = defaultValue;
        this.sentence = sentence;
        this.ancestorVariable = ancestorVariable;
    }

    /** Name of the flag without dashes, such as {@code api-port}. */
    public String flag() {
        return key().replace('_', '-');
    }

    /** Key in the configuration file, such as {@code api_port}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Environment variables, the first that is set counts. */
    public List<String> variables() {
        String own = "ANTIPHON_" + name();
        return ancestorVariable.isEmpty() ? List.of(own) : List.of(own, ancestorVariable);
    }

    /** What holds when nobody says otherwise; empty for "not set". */
    public String defaultValue() {
        return defaultValue;
    }

    /** What it is for, in a sentence. */
    public String sentence() {
        return sentence;
    }

    /** What is allowed, to be put behind "must be". */
    public String allowed() {
        return form.allowed;
    }

    boolean allows(String value) {
        return switch (form) {
            case TEXT -> !value.isBlank();
            case PATH -> true;
            case SWITCH -> value.equals("on") || value.equals("off");
            case AUTH -> value.equals("login") || value.equals("none");
            case NAMES ->
                parts(value).stream().allMatch(name -> HOST_NAME.matcher(name).matches());
            case ORIGINS ->
                parts(value).stream().allMatch(site -> ORIGIN.matcher(site).matches());
            case ADDRESSES -> parts(value).stream().allMatch(Setting::isOfOneMachine);
            case ICE_SERVERS ->
                parts(value).stream().allMatch(server -> IceServer.parse(server).isPresent());
            case COUNT ->
                value.matches("\\d{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 10_000;
            case MINUTES -> value.matches("\\d{1,3}") && Integer.parseInt(value) <= 240;
            case MEGABYTES ->
                value.matches("\\d{1,7}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 1_000_000;
            case BITRATE ->
                value.matches("\\d{1,6}")
                        && Integer.parseInt(value) >= CodecPreferences.MIN_BITRATE_BPS
                        && Integer.parseInt(value) <= CodecPreferences.MAX_BITRATE_BPS;
            case PERIOD, GRAPH_RATE, ONE_OR_TWO, CODEC, PLAYBACK_RATE, PACKET_MS ->
                List.of(form.allowed.split(",? or |, ", -1)).contains(value);
            case PORT -> value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65_535;
        };
    }

    /** The parts of a value that holds several. */
    static List<String> parts(String value) {
        return Stream.of(value.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static boolean isOfOneMachine(String text) {
        if (!IP.matcher(text).matches()) {
            return false;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            return !address.isAnyLocalAddress() && !address.isMulticastAddress() && !isBound(address);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Link-local addresses of IPv6 mean something on one interface only. */
    private static boolean isBound(InetAddress address) {
        return address instanceof Inet6Address && address.isLinkLocalAddress();
    }

    private enum Form {
        TEXT("a text that is not empty"),
        PATH("a path"),
        PORT("a whole number from 0 to 65535"),
        SWITCH("on or off"),
        PERIOD("64, 128 or 256"),
        ONE_OR_TWO("1 or 2"),
        GRAPH_RATE("44100, 48000 or 96000"),
        CODEC("opus, pcmu, pcma or g722"),
        BITRATE("a whole number from 6000 to 510000"),
        PLAYBACK_RATE("8000, 12000, 16000, 24000 or 48000"),
        PACKET_MS("2.5, 5, 10, 20, 40 or 60"),
        AUTH("login or none"),
        NAMES("host names with commas between them"),
        ORIGINS("origins (scheme, host and port, no path, no *) with commas between them"),
        ADDRESSES("addresses of a machine with commas between them"),
        ICE_SERVERS("stun:HOST:PORT and turn:USER:PASSWORD@HOST:PORT?transport=udp with commas between them"),
        COUNT("a whole number from 1 to 10000"),
        MINUTES("a whole number from 0 to 240"),
        MEGABYTES("a whole number from 1 to 1000000");

        private final String allowed;

        Form(String allowed) {
            this.allowed = allowed;
        }
    }
}
