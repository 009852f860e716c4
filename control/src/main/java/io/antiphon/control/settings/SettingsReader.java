package io.antiphon.control.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.store.BadFileException;
import io.antiphon.control.store.YamlDocument;
import io.antiphon.engine.endpoint.AudioCodec;
import io.antiphon.engine.endpoint.CodecPreferences;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings: a flag counts before an environment variable, that before the file, that before the default. All
 * problems are told at once. One use.
 */
public final class SettingsReader {
    private final Map<String, String> flags;
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<GivenSetting> told = new ArrayList<>();
    private @Nullable YamlDocument file;
    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    /**
     * @param flags given flags without dashes, such as {@code api-port}
     * @param environment environment variables
     */
    public SettingsReader(Map<String, String> flags, Map<String, String> environment) {
        this.flags = flags;
        this.environment = environment;
    }

    /**
     * Reads all settings.
     *
     * @throws SettingsException with all problems
     */
    public AntiphonSettings read() throws SettingsException {
        Path configFile = configFile();
        Folders folders = folders();
        read(List.of(Setting.values()), document(configFile));
        if (!value(Setting.LOGS_DIR).isEmpty()) {
            folders = new Folders(folders.config(), folders.state(), Path.of(value(Setting.LOGS_DIR)));
        }
        checkTogether();
        warnings.addAll(AncestorVariables.warnings(environment));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new AntiphonSettings(
                folders,
                configFile,
                value(Setting.API_HOST),
                number(Setting.API_PORT),
                isOn(Setting.TLS),
                path(Setting.CERTIFICATE),
                path(Setting.CERTIFICATE_KEY),
                value(Setting.AUTH).equals("login"),
                Setting.parts(value(Setting.PUBLIC_NAMES)),
                Setting.parts(value(Setting.CORS_ORIGINS)),
                number(Setting.SCREAM_RECEIVER_PORT),
                number(Setting.SCREAM_MULTICAST_PORT),
                number(Setting.WEBRTC_PORT),
                Setting.parts(value(Setting.WEBRTC_PUBLIC_ADDRESSES)),
                codecs(),
                Setting.parts(value(Setting.ICE_SERVERS)).stream()
                        .flatMap(server -> IceServer.parse(server).stream())
                        .toList(),
                new ListenLimits(
                        number(Setting.MAX_LISTENERS),
                        number(Setting.MAX_LISTENERS_PER_ADDRESS),
                        number(Setting.MAX_LISTENERS_PER_USER),
                        number(Setting.MAX_ENCODINGS_PER_SINK),
                        number(Setting.MAX_PUBLISHERS)),
                new StreamLimits(
                        number(Setting.MAX_STREAM_LISTENERS), number(Setting.MAX_STREAM_LISTENERS_PER_ADDRESS)),
                new HistoryLimits(number(Setting.HISTORY_MINUTES), number(Setting.HISTORY_MEGABYTES)),
                isOn(Setting.DEMO),
                new AntiphonSettings.EngineSettings(
                        number(Setting.PERIOD),
                        number(Setting.GRAPH_RATE),
                        number(Setting.RENDER_THREADS),
                        isOn(Setting.LOCK_MEMORY)),
                warnings,
                told);
    }

    private CodecPreferences codecs() {
        return new CodecPreferences(
                AudioCodec.ofWord(value(Setting.WEBRTC_CODEC)).orElse(AudioCodec.OPUS),
                number(Setting.OPUS_BITRATE),
                number(Setting.OPUS_MAX_AVERAGE_BITRATE),
                number(Setting.OPUS_MAX_PLAYBACK_RATE),
                isOn(Setting.OPUS_CBR),
                isOn(Setting.OPUS_FEC),
                isOn(Setting.OPUS_DTX),
                new BigDecimal(value(Setting.WEBRTC_PACKET_MS))
                        .movePointRight(3)
                        .intValueExact());
    }

    /** The file that a start with these flags and variables would read. */
    public static Path configFile(Map<String, String> flags, Map<String, String> environment) {
        return new SettingsReader(flags, environment).configFile();
    }

    private Path configFile() {
        read(List.of(Setting.HOME, Setting.CONFIG_PATH), null);
        String path = value(Setting.CONFIG_PATH);
        return path.isEmpty() ? folders().config().resolve("config.yaml") : Path.of(path);
    }

    private void read(List<Setting> settings, @Nullable ObjectNode document) {
        for (Setting setting : settings) {
            if (values.containsKey(setting)) {
                continue;
            }
            Given given = given(setting, document);
            if (setting.allows(given.value())) {
                values.put(setting, given.value());
                told.add(new GivenSetting(setting, given.value(), given.isDefault() ? "" : given.where()));
            } else {
                problems.add(given.where() + ": must be " + setting.allowed() + ", not '" + given.value() + "'");
                values.put(setting, setting.defaultValue());
            }
        }
    }

    private Given given(Setting setting, @Nullable ObjectNode document) {
        String flag = flags.get(setting.flag());
        if (flag != null) {
            return new Given(flag, "--" + setting.flag());
        }
        for (String variable : setting.variables()) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                return new Given(value, variable);
            }
        }
        JsonNode inFile = document == null ? null : inFile(setting, document);
        return inFile == null
                ? new Given(setting.defaultValue(), setting.key(), true)
                : new Given(spoken(inFile), setting.key() + " in the configuration file" + place(setting));
    }

    private String place(Setting setting) {
        YamlDocument read = file;
        if (read == null) {
            return "";
        }
        boolean grouped = read.tree().path("settings").has(setting.key());
        return read.place(grouped ? "settings." + setting.key() : setting.key());
    }

    /** Under {@code settings:}, or at the top as short files have it. */
    private static @Nullable JsonNode inFile(Setting setting, ObjectNode document) {
        JsonNode grouped = document.path("settings").get(setting.key());
        return grouped == null ? document.get(setting.key()) : grouped;
    }

    /** YAML reads {@code on} and {@code off} as truth values; a list stands for its parts with commas between them. */
    private static String spoken(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
        }
        return value.isBoolean() ? (value.booleanValue() ? "on" : "off") : value.asText();
    }

    private @Nullable ObjectNode document(Path path) throws SettingsException {
        if (!Files.exists(path)) {
            return null;
        }
        try {
            YamlDocument read = YamlDocument.read(path);
            file = read;
            return read.tree();
        } catch (BadFileException e) {
            problems.add(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            problems.add(path + " cannot be read: " + e.getMessage());
        }
        throw new SettingsException(problems);
    }

    private Folders folders() {
        String home = value(Setting.HOME);
        if (!home.isEmpty()) {
            return Folders.under(Path.of(home).toAbsolutePath());
        }
        return Folders.ofSystem(
                environment, System.getProperty("user.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    private void checkTogether() {
        if (value(Setting.CERTIFICATE).isEmpty()
                != value(Setting.CERTIFICATE_KEY).isEmpty()) {
            problems.add("certificate and certificate-key must be given together");
        }
        for (Setting file : List.of(Setting.CERTIFICATE, Setting.CERTIFICATE_KEY)) {
            if (!value(file).isEmpty() && !Files.isReadable(Path.of(value(file)))) {
                problems.add(file.flag() + ": must be a file that can be read, not '" + value(file) + "'");
            }
        }
        boolean beyond = !isLoopback(value(Setting.API_HOST));
        if (!isOn(Setting.TLS) && beyond) {
            warnings.add("tls is off and api-host=" + value(Setting.API_HOST)
                    + " reaches beyond this machine: what is sent can be read on the way");
        }
        if (value(Setting.AUTH).equals("none") && beyond) {
            warnings.add("auth is none and api-host=" + value(Setting.API_HOST)
                    + " reaches beyond this machine: whoever reaches the port can change everything");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String value(Setting setting) {
        return values.getOrDefault(setting, setting.defaultValue());
    }

    private int number(Setting setting) {
        return Integer.parseInt(value(setting));
    }

    private boolean isOn(Setting setting) {
        return value(setting).equals("on");
    }

    private @Nullable Path path(Setting setting) {
        return value(setting).isEmpty() ? null : Path.of(value(setting));
    }

    /**
     * A value and where it was given, for messages.
     *
     * @param value as given
     * @param where the flag, variable or key
     * @param isDefault true when nobody gave it
     */
    private record Given(String value, String where, boolean isDefault) {
        Given(String value, String where) {
            this(value, where, false);
        }
    }
}
