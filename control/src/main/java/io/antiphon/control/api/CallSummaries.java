package io.antiphon.control.api;

import java.util.Map;
import java.util.stream.Collectors;

/** What each call does, in a few words, for the description of the API. */
final class CallSummaries {
    /** Calls of sinks, sources and routes alike, where ENTITY stands for their kind. */
    private static final String OF_ENTITIES = """
        GET /ENTITYs: all, in the order of display
        POST /ENTITYs: add one; what is left out has its default
        GET /ENTITYs/{name}: one, by its name or config_id
        PUT /ENTITYs/{name}: change what is given; another name goes to all that names it
        DELETE /ENTITYs/{name}: delete one that no enabled route names
        GET /ENTITYs/{name}/enable: switch on
        GET /ENTITYs/{name}/disable: switch off
        GET /ENTITYs/{name}/volume/{value}: set the linear volume, 0 to 3.1623
        GET /ENTITYs/{name}/delay/{value}: set the delay, 0 to 5000 ms
        GET /ENTITYs/{name}/timeshift/{value}: set the time shift, 0 to 300 s
        GET /ENTITYs/{name}/reorder/{index}: move to that place in the list, 0 is the first
        POST /ENTITYs/{name}/equalizer: set the equalizer
        """;

    private static final String OTHERS = """
            GET /sinks/rtp_compatible: sinks that are sent RTP
            GET /sinks/{name}/volume_normalization/{value}: hold the loudness or not
            POST /sinks/{name}/test_tone: play a short tone or noise at -20 dBFS into one channel of a sink, and stop by itself
            DELETE /sinks/{name}/test_tone: stop it before
            GET /sources_self/volume/{value}: set the volume of the source that asks
            GET /equalizers: equalizer presets
            POST /equalizers: save a preset under its name
            DELETE /equalizers/{name}: delete a preset
            GET /preferences: what user interfaces remember
            PUT /preferences: merge into what user interfaces remember
            GET /api/preferences: what is remembered of who asks
            PUT /api/preferences: merge into what is remembered of who asks
            GET /system_audio_devices: sound devices of this machine
            GET /api/settings: how the engine works
            POST /api/settings: change how the engine works, in part, at once
            GET /api/settings/described: each key with what it does and what is allowed, and what the program was started with
            POST /api/settings/check: whether a change would be taken; nothing changes
            GET /api/history: the last changes, with who, when and what
            POST /api/undo: take the last change back
            POST /api/redo: make the change again that was last taken back
            POST /api/changes: many changes of sources, sinks and routes as one, all of them or none
            GET /api/solo: what is heard alone for a while
            PUT /api/solo: let these be heard alone until all pages are closed; none ends it
            GET /api/scenes: scenes
            PUT /api/scenes/{name}: save everything, or the named part, as a scene
            DELETE /api/scenes/{name}: delete a scene
            GET /api/scenes/{name}/preview: what a recall would change
            POST /api/scenes/{name}/recall: recall a scene, with fade_ms if wished
            POST /api/scenes/{name}/rename: give a scene another name
            POST /api/scenes/{name}/restore: bring back what was last deleted or written over under that name
            POST /api/whep/{sink}: listen to a sink: an SDP offer for an answer
            OPTIONS /api/whep/{sink}: what an offer must be, and the STUN and TURN servers there are
            PATCH /api/whep/{sink}/{listener}: tell candidates of the listener, or restart ICE
            GET /api/whep/{sink}/{listener}/candidates: candidates of the server that were not asked for yet; all are in the answer too
            POST /api/whep/{sink}/{listener}: say that the listener is alive
            DELETE /api/whep/{sink}/{listener}: stop listening
            POST /api/whip/{source}: publish a source: an SDP offer for an answer; a new name makes a new source
            OPTIONS /api/whip/{source}: what an offer must be, and the STUN and TURN servers there are
            PATCH /api/whip/{source}/{publisher}: tell candidates of the publisher
            DELETE /api/whip/{source}/{publisher}: stop publishing
            GET /stream/{sink}: hear a sink in any player; .mp3, .opus or .flac behind its name, bitrate and bits as parameters
            GET /stream/{sink}/{file}: index.m3u8, the sink as an HTTP Live Stream, and its segments
            POST /api/listen/source/{name}/setup: make a temporary sink that plays one source
            POST /api/listen/route/{name}/setup: make a temporary sink that plays one route
            DELETE /api/listen/temporary/{sink_id}: end a temporary sink
            POST /api/login: log in by name and password, or by the login link's token
            POST /api/logout: end the session
            GET /api/session: whether one is logged in, and as whom
            GET /api/sessions: who is logged in, one's own sessions or, for an admin, all
            DELETE /api/sessions/{id}: end a session, its sockets and its sound
            POST /api/password: change one's own password
            GET /api/users: users
            POST /api/users: add a user
            PUT /api/users/{name}: give a user another role or password
            DELETE /api/users/{name}: delete a user
            GET /api/tokens: API tokens, without their secrets
            POST /api/tokens: make an API token, which is shown this once
            DELETE /api/tokens/{name}: withdraw an API token
            GET /api/audit: who changed what, the newest first
            GET /api/stats: figures of streams, sources, sinks and the engine
            GET /api/system/info: the machine and this process
            GET /metrics: figures for Prometheus
            GET /api/health: whether it is live, and ready; 503 when not ready
            GET /api/alarms: what is wrong now, with what mends it, and what was mended lately
            POST /api/retry: try at once what could not be opened
            GET /api/streams: streams that are seen on the network
            GET /api/config/file: whether the last edit of the file was taken, and what is wrong when not
            GET /api/logs: log files
            GET /api/logs/levels: how much each module logs
            PUT /api/logs/levels/{module}: change how much a module logs
            GET /api/logs/{file}: a whole log file
            GET /openapi.json: this description
            """;

    private static final Map<String, String> ALL = (OF_ENTITIES.replace("ENTITY", "sink")
                    + OF_ENTITIES.replace("ENTITY", "source")
                    + OF_ENTITIES.replace("ENTITY", "route")
                    + OTHERS)
            .lines()
            .collect(Collectors.toUnmodifiableMap(CallSummaries::key, line -> line.substring(line.indexOf(": ") + 2)));

    private CallSummaries() {}

    /** All, by method and path. */
    static Map<String, String> all() {
        return ALL;
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf(": "));
    }
}
