package io.antiphon.control.settings;

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
    MAX_LISTENERS(Form.COUNT, "256", "browsers that may listen at a time"),
    MAX_LISTENERS_PER_ADDRESS(
            Form.COUNT,
            "32",
            "how many of them may come from one address; behind a reverse proxy all come from that of the proxy"),
    MAX_ENCODINGS_PER_SINK(
            Form.COUNT,
            "8",
            "different encodings (bit rate, mono or stereo, …) of one sink that browsers may ask for, and as many that"
                    + " players may"),
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
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

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
            case ADDRESSES -> parts(value).stream().allMatch(Setting::isIpv4OfOneMachine);
            case COUNT ->
                value.matches("\\d{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 10_000;
            case MINUTES -> value.matches("\\d{1,3}") && Integer.parseInt(value) <= 240;
            case MEGABYTES ->
                value.matches("\\d{1,7}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 1_000_000;
            case PERIOD, GRAPH_RATE, ONE_OR_TWO ->
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

    private static boolean isIpv4OfOneMachine(String text) {
        if (!IPV4.matcher(text).matches()) {
            return false;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            return !address.isAnyLocalAddress() && !address.isMulticastAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private enum Form {
        TEXT("a text that is not empty"),
        PATH("a path"),
        PORT("a whole number from 0 to 65535"),
        SWITCH("on or off"),
        PERIOD("64, 128 or 256"),
        ONE_OR_TWO("1 or 2"),
        GRAPH_RATE("44100, 48000 or 96000"),
        AUTH("login or none"),
        NAMES("host names with commas between them"),
        ORIGINS("origins (scheme, host and port, no path, no *) with commas between them"),
        ADDRESSES("IPv4 addresses of a machine with commas between them"),
        COUNT("a whole number from 1 to 10000"),
        MINUTES("a whole number from 0 to 240"),
        MEGABYTES("a whole number from 1 to 1000000");

        private final String allowed;

        Form(String allowed) {
            this.allowed = allowed;
        }
    }
}
