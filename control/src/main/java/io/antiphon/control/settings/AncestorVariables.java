package io.antiphon.control.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Environment variables of ScreamRouter that mean nothing here, and what does what they did. Pure. */
final class AncestorVariables {
    private static final Map<String, String> UNUSED = unused();

    private AncestorVariables() {}

    /** A sentence for each that is set, so that nobody waits for what does not happen. */
    static List<String> warnings(Map<String, String> environment) {
        return UNUSED.entrySet().stream()
                .filter(variable ->
                        !environment.getOrDefault(variable.getKey(), "").isEmpty())
                .map(variable -> variable.getKey() + " is set, a variable of ScreamRouter that is not read: "
                        + variable.getValue())
                .toList();
    }

    private static Map<String, String> unused() {
        Map<String, String> unused = new LinkedHashMap<>();
        unused.put("SCREAM_PER_PROCESS_RECEIVER_PORT", "streams of single programs are not received yet");
        unused.put("RTP_RECEIVER_PORT", "RTP is not received yet");
        unused.put("SINK_PORT", "--scream-multicast-port is where Scream senders are heard as they come");
        unused.put(
                "CONSOLE_LOG_LEVEL",
                "warnings go to the terminal; levels of the files are changed at /api/logs/levels");
        unused.put("LOG_TO_FILE", "logs always go to files, 14 days of them");
        unused.put("LOG_ENTRIES_TO_RETAIN", "14 days of logs are kept");
        unused.put("SHOW_FFMPEG_OUTPUT", "no ffmpeg is run");
        unused.put("TIMESHIFT_DURATION", "--history-minutes is how much of each stream is kept");
        unused.put("CONFIGURATION_RELOAD_TIMEOUT", "changes are applied at once");
        unused.put("EQUALIZER_CONFIG_PATH", "presets of equalizers stand in the configuration file");
        unused.put("PREFERENCES_PATH", "preferences stand beside the configuration file");
        unused.put("SCREAMROUTER_ENABLE_WEBRTC_MULTICHANNEL", "browsers hear stereo or mono");
        return unused;
    }
}
