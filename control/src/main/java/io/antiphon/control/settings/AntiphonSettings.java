package io.antiphon.control.settings;

import io.antiphon.engine.endpoint.CodecPreferences;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the program is started with, whole and checked.
 *
 * @param folders where files are kept
 * @param configFile the configuration file
 * @param apiHost address that the API listens on
 * @param apiPort its port, 0 for any free one
 * @param tls whether it speaks HTTPS
 * @param certificate certificate chain to serve; null for one of our own
 * @param certificateKey its private key; null together with the certificate
 * @param loginNeeded whether clients must log in
 * @param publicNames names by which browsers call the server, beside those that it knows by itself
 * @param corsOrigins other sites whose pages may use the API
 * @param screamReceiverPort UDP port for Scream, 0 for none
 * @param screamMulticastPort UDP port for Scream as senders come, 0 for none
 * @param webrtcPort UDP port of browsers' media, 0 for any free one
 * @param webrtcPublicAddresses addresses at which a router forwards that port to this machine
 * @param codecs how browsers are sent audio
 * @param iceServers servers that help players through their networks
 * @param listenLimits how much listening by browsers may cost
 * @param streamLimits how much listening by HTTP may cost
 * @param historyLimits how much is kept of streams
 * @param demo whether a first start plays a demo
 * @param engine how the graph is rendered
 * @param warnings sentences that a person should read
 * @param given each setting as it was given
 */
public record AntiphonSettings(
        Folders folders,
        Path configFile,
        String apiHost,
        int apiPort,
        boolean tls,
        @Nullable Path certificate,
        @Nullable Path certificateKey,
        boolean loginNeeded,
        List<String> publicNames,
        List<String> corsOrigins,
        int screamReceiverPort,
        int screamMulticastPort,
        int webrtcPort,
        List<String> webrtcPublicAddresses,
        CodecPreferences codecs,
        List<IceServer> iceServers,
        ListenLimits listenLimits,
        StreamLimits streamLimits,
        HistoryLimits historyLimits,
        boolean demo,
        EngineSettings engine,
        List<String> warnings,
        List<GivenSetting> given) {
    public AntiphonSettings {
        publicNames = List.copyOf(publicNames);
        corsOrigins = List.copyOf(corsOrigins);
        webrtcPublicAddresses = List.copyOf(webrtcPublicAddresses);
        iceServers = List.copyOf(iceServers);
        warnings = List.copyOf(warnings);
        given = List.copyOf(given);
    }

    /**
     * How the graph is rendered.
     *
     * @param periodFrames frames of a period: 64, 128 or 256
     * @param sampleRateHz frames a second: 44100, 48000 or 96000
     * @param renderThreads threads that render: 1 or 2
     * @param lockMemory whether memory is kept from being paged out
     */
    public record EngineSettings(int periodFrames, int sampleRateHz, int renderThreads, boolean lockMemory) {}
}
