package io.antiphon.control.settings;

import java.util.List;
import java.util.Locale;

/**
 * Each setting once: what it is called in every place, what is allowed, what it is for. Flags, environment, file and help
 * are made from this.
 */
public enum Setting {
    HOME(
            Form.PATH,
            "",
            "folder for everything: configuration, certificates, state and logs; without it they go where the system keeps such things"),
    CONFIG_PATH(
            Form.PATH, "", "the configuration file; without it config.yaml in the configuration folder", "CONFIG_PATH"),
    LOGS_DIR(Form.PATH, "", "folder for logs; without it 'logs' beside the state", "LOGS_DIR"),
    API_HOST(Form.TEXT, "0.0.0.0", "address that the web interface and the API listen on", "API_HOST"),
    API_PORT(Form.PORT, "8443", "port of the web interface and the API; 0 takes any free one", "API_PORT"),
    TLS(Form.SWITCH, "on", "whether the API speaks HTTPS; 'off' is for loopback and reverse proxies"),
    CERTIFICATE(Form.PATH, "", "certificate chain to serve, PEM; without it one is made", "CERTIFICATE"),
    CERTIFICATE_KEY(Form.PATH, "", "private key of the certificate, PEM", "CERTIFICATE_KEY"),
    AUTH(Form.AUTH, "login", "whether clients must log in; 'none' is for trusted networks"),
    SCREAM_RECEIVER_PORT(
            Form.PORT,
            "16401",
            "UDP port for Scream senders that are told an address; 0 closes it",
            "SCREAM_RECEIVER_PORT"),
    SCREAM_MULTICAST_PORT(
            Form.PORT, "4010", "UDP port for Scream senders as they come, multicast and unicast; 0 closes it"),
    WEBRTC_PORT(Form.PORT, "8444", "UDP port that browsers' media goes through; 0 takes any free one"),
    DEMO(Form.SWITCH, "on", "whether a first start without a configuration plays a demo");

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
            case PORT -> value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65_535;
        };
    }

    private enum Form {
        TEXT("a text that is not empty"),
        PATH("a path"),
        PORT("a whole number from 0 to 65535"),
        SWITCH("on or off"),
        AUTH("login or none");

        private final String allowed;

        Form(String allowed) {
            this.allowed = allowed;
        }
    }
}
