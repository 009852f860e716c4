package io.antiphon.control.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.auth.Role;
import io.antiphon.control.model.Equalizer;
import io.antiphon.control.model.RemoteTarget;
import io.antiphon.control.model.Route;
import io.antiphon.control.model.RtpReceiverMapping;
import io.antiphon.control.model.Sink;
import io.antiphon.control.model.Source;
import io.antiphon.control.model.SpeakerLayout;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.JsonSchemas;
import io.antiphon.control.tuning.Tuning;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The description of the API (OpenAPI 3.1): every call that the server has, and the shape of what is configured. Pure. */
final class OpenApi {
    /** The method of a call that opens a WebSocket: a GET that is answered 101. */
    static final String SOCKET = "WS";

    private static final Map<String, Class<? extends Record>> SCHEMAS = Map.of(
            "Sink",
            Sink.class,
            "Source",
            Source.class,
            "Route",
            Route.class,
            "Equalizer",
            Equalizer.class,
            "SpeakerLayout",
            SpeakerLayout.class,
            "RtpReceiverMapping",
            RtpReceiverMapping.class,
            "RemoteTarget",
            RemoteTarget.class,
            "Settings",
            Tuning.class);

    /** Answers that no record stands behind, by path. */
    private static final Map<String, String> ANSWERS = Map.of("/api/session", "Session");

    /** Bodies and answers by the first part of the path. */
    private static final Map<String, String> ENTITIES = Map.of("sinks", "Sink", "sources", "Source", "routes", "Route");

    /** What people look at and programs do not call. */
    private static final Pattern PAGES = Pattern.compile("/|/login|/favicon.ico|/site(/.*)?");

    /** The files of the page that shows this description. */
    private static final Pattern DOCS = Pattern.compile("/redoc|/docs(/.*)?");

    private static final List<String> LISTS_TEMPORARY = List.of("/sinks", "/sources");
    private static final String SETTINGS = "/api/settings";
    private static final Pattern PARAMETER = Pattern.compile("[{<]([^}>]+)[}>]");

    private OpenApi() {}

    /**
     * A call.
     *
     * @param method in capitals, or {@link #SOCKET}
     * @param path with parameters in braces
     */
    record Call(String method, String path) {}

    /** Describes those calls. */
    static ObjectNode document(List<Call> calls) {
        ObjectNode document = Json.object().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Antiphon").put("version", "1");
        ObjectNode paths = document.putObject("paths");
        for (Call call : calls) {
            if (DOCS.matcher(call.path()).matches()) {
                continue;
            }
            String path = call.path().replace('<', '{').replace('>', '}');
            String method = call.method().equals(SOCKET) ? "get" : call.method().toLowerCase(Locale.ROOT);
            paths.withObjectProperty(path).set(method, operation(call));
        }
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas());
        ObjectNode security = components.putObject("securitySchemes");
        security.putObject("token").put("type", "http").put("scheme", "bearer");
        document.putArray("security").addObject().putArray("token");
        return document;
    }

    /** The shape of what is configured and answered. The page's types are made of it, see {@code docs/api-schemas.json}. */
    static ObjectNode schemas() {
        ObjectNode schemas = Json.object();
        new TreeMap<>(SCHEMAS).forEach((name, type) -> schemas.set(name, JsonSchemas.of(type)));
        schemas.set("Session", session());
        schemas.set("Error", error());
        return schemas;
    }

    private static ObjectNode operation(Call call) {
        String[] parts = call.path().split("/", -1);
        String first = parts.length > 1 ? parts[1] : "";
        ObjectNode operation = Json.object();
        operation.putArray("tags").add(tag(call));
        String summary = CallSummaries.all().get(call.method() + " " + call.path());
        if (summary != null) {
            operation.put("summary", summary);
        }
        ArrayNode parameters = operation.putArray("parameters");
        Matcher matcher = PARAMETER.matcher(call.path());
        while (matcher.find()) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", matcher.group(1)).put("in", "path").put("required", true);
            parameter.putObject("schema").put("type", "string");
        }
        if (call.method().equals("GET") && LISTS_TEMPORARY.contains(call.path())) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", "include_temporary").put("in", "query");
            parameter.putObject("schema").put("type", "boolean").put("default", false);
        }
        String body = body(call, first);
        if (body != null) {
            refer(operation.putObject("requestBody"), body);
        }
        ObjectNode responses = operation.putObject("responses");
        boolean socket = call.method().equals(SOCKET);
        ObjectNode done = responses
                .putObject(socket ? "101" : "200")
                .put("description", socket ? "The connection is a WebSocket from now on." : "Done.");
        String entity = ENTITIES.get(first);
        if (call.method().equals("GET") && call.path().equals(SETTINGS)) {
            refer(done, "Settings");
        }
        String answer = ANSWERS.get(call.path());
        if (answer != null && call.method().equals("GET")) {
            refer(done, answer);
        }
        if (entity != null && call.method().equals("GET")) {
            if (parts.length == 2) {
                ObjectNode list = content(done).put("type", "array");
                list.putObject("items").put("$ref", "#/components/schemas/" + entity);
            } else if (call.path().equals("/" + first + "/{name}")) {
                refer(done, entity);
            }
        }
        refer(responses.putObject("default").put("description", "Refused."), "Error");
        return operation;
    }

    /** What a call is listed under: the first part of its path that says something. */
    private static String tag(Call call) {
        if (PAGES.matcher(call.path()).matches()) {
            return "pages";
        }
        String[] parts = call.path().split("/", -1);
        String first = parts.length > 1 ? parts[1] : "";
        String tag = first.equals("api") && parts.length > 2 ? parts[2] : first;
        return tag.equals("sources_self") ? "sources" : tag;
    }

    private static @Nullable String body(Call call, String first) {
        boolean gives = call.method().equals("POST") || call.method().equals("PUT");
        if (!gives) {
            return null;
        }
        if (call.path().endsWith("/equalizer") || call.path().equals("/equalizers")) {
            return "Equalizer";
        }
        if (call.path().equals(SETTINGS)) {
            return "Settings";
        }
        boolean entity = call.path().equals("/" + first) || call.path().equals("/" + first + "/{name}");
        return entity ? ENTITIES.get(first) : null;
    }

    private static ObjectNode content(ObjectNode of) {
        return of.putObject("content").putObject("application/json").putObject("schema");
    }

    private static void refer(ObjectNode of, String schema) {
        content(of).put("$ref", "#/components/schemas/" + schema);
    }

    private static ObjectNode session() {
        ObjectNode session = Json.object().put("type", "object");
        ObjectNode properties = session.putObject("properties");
        properties
                .putObject("auth")
                .put("type", "string")
                .putArray("enum")
                .add("login")
                .add("none");
        properties.putObject("signed_in").put("type", "boolean");
        properties.putObject("user").putArray("type").add("string").add("null");
        ObjectNode role = properties.putObject("role");
        role.putArray("type").add("string").add("null");
        ArrayNode roles = role.putArray("enum");
        for (Role one : Role.values()) {
            roles.add(one.wireName());
        }
        roles.addNull();
        return session;
    }

    private static ObjectNode error() {
        ObjectNode error = Json.object().put("type", "object");
        ObjectNode properties = error.putObject("properties");
        for (String key : List.of("error", "code", "message", "key", "hint")) {
            properties.putObject(key).putArray("type").add("string").add("null");
        }
        return error;
    }
}
