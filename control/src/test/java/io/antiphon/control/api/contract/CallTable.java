package io.antiphon.control.api.contract;

import static io.antiphon.control.api.contract.Call.changes;
import static io.antiphon.control.api.contract.Call.reads;
import static io.antiphon.control.api.contract.Call.socket;
import static io.antiphon.control.auth.Role.ADMIN;
import static io.antiphon.control.auth.Role.LISTENER;
import static io.antiphon.control.auth.Role.OPERATOR;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every call of the server. One that is missing here fails {@link ContractTest}. */
final class CallTable {
    private static final String SHARED = "name,enabled,volume,delay,equalizer,timeshift,speaker_layouts,config_id";
    private static final String ENDPOINT = SHARED + ",ip,is_group,group_members,channels,sample_rate,bit_depth";
    private static final String SINK = "{" + ENDPOINT
            + ",port,channel_layout,volume_normalization,time_sync,time_sync_delay,use_tcp,enable_mp3,protocol,"
            + "sap_target_sink,sap_target_host,multi_device_mode,rtp_receiver_mappings}";
    private static final String SOURCE = "{" + ENDPOINT + ",tag,vnc_ip,vnc_port,is_process}";
    private static final String ROUTE = "{" + SHARED + ",sink,source,remote_target}";
    private static final String CHANGES = "{changes,missing}";
    private static final String STEP = "{number,who,when,what}";
    private static final String SDP = "application/sdp";
    private static final String MESSAGE = "{message}";
    private static final String ONE_CHANGE = "GET /sinks/Kitchen/volume/0.7";

    private CallTable() {}

    static List<Call> all() {
        return Stream.of(
                        open(),
                        kinds(),
                        more(),
                        scenesAndHistory(),
                        listening(),
                        system(),
                        people(),
                        later(),
                        sockets())
                .flatMap(List::stream)
                .toList();
    }

    /** Those that change something. */
    static List<Call> changing() {
        return all().stream().filter(Call::changes).toList();
    }

    /** Those that take a JSON object. */
    static List<Call> taking() {
        return all().stream()
                .filter(call -> call.body() != null && call.status() != 501 && !SDP.equals(call.type()))
                .toList();
    }

    private static List<Call> open() {
        return List.of(
                reads(null, "/").gives(302, "redirect"),
                reads(null, "/site").gives("text/plain"),
                reads(null, "/site/{path}").gives("text/plain"),
                reads(null, "/favicon.ico").gives(404, "error"),
                reads(null, "/login").gives(302, "redirect"),
                new Call("POST", "/api/login", null, true, "/api/login", null, null, 200, "true", null)
                        .with("{'user':'Anna','password':'correct horse'}"),
                reads(null, "/api/session").gives("{auth,signed_in,user,role}"),
                reads(null, "/api/health").gives("{live,ready,history}"));
    }

    private static List<Call> kinds() {
        List<Call> calls = new ArrayList<>();
        kind(calls, "sinks", SINK, "{'name':'New#','ip':'10.0.0.9'}");
        kind(calls, "sources", SOURCE, "{'name':'New#','tag':'tag#'}");
        kind(calls, "routes", ROUTE, "{'name':'New#','source':'PC','sink':'Kitchen'}");
        return calls;
    }

    private static void kind(List<Call> calls, String kind, String shape, String body) {
        String all = "/" + kind;
        String one = all + "/{name}";
        calls.add(reads(LISTENER, all).gives("[" + shape + "]"));
        calls.add(reads(LISTENER, one).gives(shape));
        calls.add(changes(OPERATOR, "POST", all).with(body));
        calls.add(changes(OPERATOR, "PUT", one).with("{'delay':5}"));
        calls.add(changes(OPERATOR, "DELETE", one)
                .at(all + "/Gone#")
                .after("POST " + all + " " + body.replace("New#", "Gone#")));
        calls.add(changes(OPERATOR, "GET", one + "/enable"));
        calls.add(changes(OPERATOR, "GET", one + "/disable"));
        calls.add(changes(OPERATOR, "GET", one + "/volume/{value}"));
        calls.add(changes(OPERATOR, "GET", one + "/delay/{value}"));
        calls.add(changes(OPERATOR, "GET", one + "/timeshift/{value}"));
        calls.add(changes(OPERATOR, "GET", one + "/reorder/{index}").gives("null"));
        calls.add(changes(OPERATOR, "POST", one + "/equalizer").with("{'b1':0.5}"));
        calls.replaceAll(call -> call.at(call.example()
                .replace("/sources/Kitchen", "/sources/PC")
                .replace("/routes/Kitchen", "/routes/r")
                .replace("delay/0.5", "delay/20")));
    }

    private static List<Call> more() {
        return List.of(
                reads(LISTENER, "/sinks/rtp_compatible").gives("[]"),
                changes(OPERATOR, "GET", "/sinks/{name}/volume_normalization/{value}")
                        .at("/sinks/Kitchen/volume_normalization/true"),
                changes(OPERATOR, "POST", "/sinks/{name}/test_tone")
                        .after("GET /sinks/Kitchen/enable")
                        .with("{'channel':1,'sound':'tone','seconds':0.1}")
                        .gives("{channel,seconds}"),
                changes(OPERATOR, "DELETE", "/sinks/{name}/test_tone"),
                changes(OPERATOR, "GET", "/sources_self/volume/{value}"),
                reads(LISTENER, "/equalizers").gives("{equalizers}"),
                changes(OPERATOR, "POST", "/equalizers")
                        .with("{'name':'New#','b1':0.5}")
                        .gives(MESSAGE),
                changes(OPERATOR, "DELETE", "/equalizers/{name}")
                        .at("/equalizers/Gone#")
                        .after("POST /equalizers {'name':'Gone#'}")
                        .gives(MESSAGE),
                reads(LISTENER, "/preferences").gives("{tutorial,mdns_responder_uuid,mdns_router_uuid,…}"),
                changes(OPERATOR, "PUT", "/preferences")
                        .with("{'tutorial':{'current_step':1}}")
                        .gives("{tutorial,mdns_responder_uuid,mdns_router_uuid,…}"),
                reads(LISTENER, "/api/preferences")
                        .after("PUT /api/preferences {'theme':'dark'}")
                        .gives("{theme}"),
                changes(LISTENER, "PUT", "/api/preferences")
                        .with("{'theme':'dark'}")
                        .gives("{theme}"));
    }

    private static List<Call> scenesAndHistory() {
        return List.of(
                reads(LISTENER, "/api/scenes").gives("[{name,who,when,whole,recalled,sources,sinks,routes}]"),
                changes(OPERATOR, "PUT", "/api/scenes/{name}")
                        .at("/api/scenes/New#")
                        .with("{'sinks':['Kitchen']}"),
                changes(OPERATOR, "DELETE", "/api/scenes/{name}")
                        .at("/api/scenes/Gone#")
                        .after("PUT /api/scenes/Gone#"),
                reads(LISTENER, "/api/scenes/{name}/preview")
                        .at("/api/scenes/evening/preview")
                        .gives(CHANGES),
                changes(OPERATOR, "POST", "/api/scenes/{name}/recall")
                        .at("/api/scenes/evening/recall")
                        .with("{'fade_ms':0}")
                        .gives(CHANGES),
                changes(OPERATOR, "POST", "/api/changes")
                        .with("{'changes':[{'kind':'sinks','name':'Kitchen','set':{'delay':5}}]}"),
                reads(LISTENER, "/api/solo").gives("{ids}"),
                changes(OPERATOR, "PUT", "/api/solo").with("{'ids':[]}").gives("{ids}"),
                changes(OPERATOR, "POST", "/api/scenes/{name}/rename")
                        .at("/api/scenes/Old#/rename")
                        .after("PUT /api/scenes/Old#")
                        .with("{'name':'Other#'}"),
                changes(OPERATOR, "POST", "/api/scenes/{name}/restore")
                        .at("/api/scenes/evening/restore")
                        .after("PUT /api/scenes/evening"),
                reads(OPERATOR, "/api/history").gives("{undo,redo}"),
                changes(OPERATOR, "POST", "/api/undo").after(ONE_CHANGE).gives(STEP),
                changes(OPERATOR, "POST", "/api/redo").after("POST /api/undo").gives(STEP));
    }

    private static List<Call> listening() {
        return List.of(
                changes(LISTENER, "POST", "/api/whep/{sink}")
                        .with("v=0")
                        .of(SDP)
                        .gives(201, SDP),
                reads(LISTENER, "OPTIONS", "/api/whep/{sink}").gives(204, "none"),
                changes(LISTENER, "POST", "/api/whep/{sink}/{listener}").gives(204, "none"),
                changes(LISTENER, "PATCH", "/api/whep/{sink}/{listener}")
                        .with("{'candidate':'candidate:1 1 udp 1 127.0.0.1 9 typ host','sdpMid':'0'}")
                        .of("application/json")
                        .gives(204, "none"),
                changes(LISTENER, "DELETE", "/api/whep/{sink}/{listener}")
                        .at("/api/whep/Kitchen/nobody")
                        .gives(204, "none"),
                reads(LISTENER, "/api/whep/{sink}/{listener}/candidates")
                        .gives(200, "application/json"), // emptied by each call: RestContractTest
                reads(LISTENER, "OPTIONS", "/api/whip/{source}").gives(204, "none"),
                changes(OPERATOR, "POST", "/api/whip/{source}")
                        .at("/api/whip/Stage%20#")
                        .with("v=0")
                        .of(SDP)
                        .gives(201, SDP),
                changes(OPERATOR, "PATCH", "/api/whip/{source}/{publisher}")
                        .with("{'candidate':'candidate:1 1 udp 1 127.0.0.1 9 typ host'}")
                        .of("application/json")
                        .gives(204, "none"),
                changes(OPERATOR, "DELETE", "/api/whip/{source}/{publisher}")
                        .at("/api/whip/Mic/nobody")
                        .gives(200, "none"),
                changes(LISTENER, "POST", "/api/listen/source/{name}/setup")
                        .at("/api/listen/source/PC/setup")
                        .gives("{sink_id,sink_name,route_name,source_id}"),
                changes(LISTENER, "POST", "/api/listen/route/{name}/setup")
                        .at("/api/listen/route/r/setup")
                        .gives("{sink_id,sink_name,route_name,original_route_id}"),
                changes(LISTENER, "DELETE", "/api/listen/temporary/{sink_id}").gives(204, "none"),
                reads(LISTENER, "/stream/{sink}").gives("audio/mpeg"),
                reads(LISTENER, "/stream/{sink}/{file}")
                        .at("/stream/Kitchen/index.m3u8")
                        .gives("application/vnd.apple.mpegurl"),
                // Nothing plays in the table's world, so nothing was kept.
                reads(LISTENER, "/api/timeshift/{tag}").gives(404, "error"));
    }

    private static List<Call> system() {
        return List.of(
                reads(LISTENER, "/openapi.json").gives("{openapi,info,paths,components,security}"),
                reads(LISTENER, "/api/stats").gives("{global_stats,stream_stats,source_stats,sink_stats,…}"),
                reads(LISTENER, "/api/system/info")
                        .gives("{hostname,fqdn,platform,server_time,uptime_seconds,uptime_human,cpu_count,"
                                + "load_average,memory,process,…}"),
                reads(LISTENER, "/api/settings").gives("{timeshift_tuning,mixer_tuning,…}"),
                changes(OPERATOR, "POST", "/api/settings")
                        .with("{'processor_tuning':{'volume_smoothing_factor':0.01}}")
                        .gives(MESSAGE),
                changes(ADMIN, "POST", "/api/settings/check")
                        .with("{'processor_tuning':{'volume_smoothing_factor':0.01}}")
                        .gives("{allowed,message,key,hint}"),
                reads(OPERATOR, "/api/settings/described").gives("{tuning,program}"),
                reads(LISTENER, "/metrics").gives("text/plain"),
                reads(LISTENER, "/system_audio_devices").gives("{system_capture_devices,system_playback_devices}"),
                reads(LISTENER, "/api/alarms").gives("{now,mended}"),
                changes(OPERATOR, "POST", "/api/retry"),
                reads(LISTENER, "/api/streams").gives("[{tag,kind,format,state,configured}]"),
                reads(LISTENER, "/api/config/file").gives("{taken,problem,put_aside}"),
                reads(OPERATOR, "/api/logs").gives("{logs}"),
                // The table's world logs to no file: LogsTest.
                reads(OPERATOR, "/api/logs/{file}").gives(404, "error"),
                reads(OPERATOR, "/api/logs/levels").gives("{allowed,modules}"),
                changes(ADMIN, "PUT", "/api/logs/levels/{module}").with("{'level':'debug'}"));
    }

    private static List<Call> people() {
        return List.of(
                changes(LISTENER, "POST", "/api/logout"),
                // The table is called with a token, which has no password of its own.
                changes(LISTENER, "POST", "/api/password")
                        .with("{'old_password':'correct horse','password':'battery staple'}")
                        .gives(409, "error"),
                reads(LISTENER, "/api/sessions").gives("[{id,user,role,since,seen,address,browser,own}]"),
                // Ids are not known before: SessionsTest.
                changes(LISTENER, "DELETE", "/api/sessions/{id}")
                        .at("/api/sessions/nobody")
                        .gives(404, "error"),
                reads(ADMIN, "/api/users").gives("[{name,role,created}]"),
                changes(ADMIN, "POST", "/api/users")
                        .with("{'name':'New#','password':'12345678','role':'listener'}")
                        .gives(201, "{name,role}"),
                changes(ADMIN, "PUT", "/api/users/{name}").at("/api/users/Anna").with("{'role':'operator'}"),
                changes(ADMIN, "DELETE", "/api/users/{name}")
                        .at("/api/users/Gone#")
                        .after("POST /api/users {'name':'Gone#','password':'12345678','role':'listener'}"),
                reads(ADMIN, "/api/tokens").gives("[{name,created,role,scopes}]"),
                changes(ADMIN, "POST", "/api/tokens").with("{'name':'New#'}").gives(201, "{name,token}"),
                changes(ADMIN, "DELETE", "/api/tokens/{name}")
                        .at("/api/tokens/Gone#")
                        .after("POST /api/tokens {'name':'Gone#'}"),
                reads(ADMIN, "/api/audit").gives("{entries}"));
    }

    private static List<Call> later() {
        List<Call> calls = new ArrayList<>();
        for (String key : List.of("play", "nexttrack", "prevtrack")) {
            calls.add(changes(OPERATOR, "GET", "/sources/{name}/" + key));
            calls.add(changes(OPERATOR, "GET", "/sources_self/" + key));
        }
        calls.add(reads(OPERATOR, "/mdns/devices"));
        calls.add(reads(OPERATOR, "/mdns/router-services"));
        calls.add(reads(OPERATOR, "/discovery/snapshot"));
        calls.add(reads(OPERATOR, "/discovery/unmatched"));
        calls.add(changes(OPERATOR, "POST", "/sources/add-discovered").with("{'device_key':'mdns:x'}"));
        calls.add(changes(OPERATOR, "POST", "/sinks/add-discovered").with("{'device_key':'mdns:x'}"));
        calls.add(changes(OPERATOR, "POST", "/neighbors/sinks").with("{'hostname':'x'}"));
        calls.add(changes(OPERATOR, "POST", "/sinks/{name}/play/{volume}").with("{'url':'http://x/'}"));
        calls.add(changes(OPERATOR, "POST", "/sinks/{name}/play_one/{volume}").with("{'url':'http://x/'}"));
        calls.replaceAll(Call::isNotThereYet);
        return calls;
    }

    private static List<Call> sockets() {
        return List.of(
                socket(LISTENER, "/ws/config"),
                socket(LISTENER, "/api/live"),
                socket(LISTENER, "/ws/{sink}"),
                socket(OPERATOR, "/ws/vnc/{source}"),
                socket(OPERATOR, "/ws/logs/{file}/{lines}"));
    }
}
