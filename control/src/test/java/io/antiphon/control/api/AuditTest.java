package io.antiphon.control.api;

import static io.antiphon.control.TestServer.cookie;
import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.ServerTest;
import io.antiphon.control.logbook.AuditLog;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AuditTest extends ServerTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.LOGGER);
    private final FileAppender<ILoggingEvent> file = new FileAppender<>();
    private final FileAppender<ILoggingEvent> everything = new FileAppender<>();

    @BeforeEach
    void open() {
        append(file, AuditLog.FILE, logger, Level.INFO);
        append(everything, "all.log", (Logger) LoggerFactory.getLogger("io.antiphon"), Level.TRACE);
    }

    @AfterEach
    void close() {
        file.stop();
        everything.stop();
        logger.detachAppender(file);
        logger.setLevel(null);
        Logger program = (Logger) LoggerFactory.getLogger("io.antiphon");
        program.detachAppender(everything);
        program.setLevel(null);
    }

    @Test
    void changesAreWrittenDownWithWhoAndWhatAndTheAnswer() throws Exception {
        server.post("/sinks", "{\"name\":\"Kitchen\",\"ip\":\"10.0.0.1\"}");
        server.get("/sinks/Kitchen/volume/0.5/");
        server.get("/sinks/Nowhere/enable");
        server.get("/sinks");

        HttpResponse<String> response = server.get("/api/audit?limit=3");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode entries = json(response).get("entries");
        assertThat(entries).hasSize(3);
        assertThat(entries.get(0).get("path").asText()).isEqualTo("/sinks/Nowhere/enable");
        assertThat(entries.get(0).get("status").asInt()).isEqualTo(404);
        assertThat(entries.get(2).fieldNames())
                .toIterable()
                .containsExactly("time", "who", "address", "method", "path", "keys", "status");
        assertThat(entries.get(2).get("who").asText()).isEqualTo("anybody");
        assertThat(entries.get(2).get("address").asText()).isEqualTo("127.0.0.1");
        assertThat(entries.get(2).get("keys").toString()).isEqualTo("[\"name\",\"ip\"]");
        assertThat(json(server.get("/api/audit?limit=1")).get("entries")).hasSize(1);
    }

    @Test
    void loginsAndRefusalsAreWrittenDownAndNoSecretIsInAnyLog() throws Exception {
        restart("auth", "login");
        String link = server.plane.loginLink();
        String linkToken = link.substring(link.indexOf('=') + 1);
        String cookie = server.logInByLink();
        server.post(
                "/api/users",
                "{\"name\":\"Anna\",\"password\":\"correct horse\",\"role\":\"listener\"}",
                "Cookie",
                cookie);
        server.post("/api/login", "{\"user\":\"Anna\",\"password\":\"wrong horse\"}");
        String anna = cookie(server.post("/api/login", "{\"user\":\"Anna\",\"password\":\"correct horse\"}"));
        server.get("/sinks/x/volume/1", "Cookie", anna);
        String token = json(server.post("/api/tokens", "{\"name\":\"t\"}", "Cookie", cookie))
                .get("token")
                .asText();
        server.get("/sinks/x/volume/1", "Authorization", "Bearer " + token);

        JsonNode entries = json(server.get("/api/audit", "Cookie", cookie)).get("entries");
        assertThat(entries.valueStream()
                        .map(entry -> entry.get("who").asText() + " "
                                + entry.get("path").asText() + " "
                                + entry.get("status").asInt())
                        .toList())
                .containsExactly(
                        "token t /sinks/x/volume/1 404",
                        "login link /api/tokens 201",
                        "Anna /sinks/x/volume/1 403",
                        "Anna /api/login 200",
                        "Anna /api/login 403",
                        "login link /api/users 201",
                        "login link /login 302");
        String logs = Files.readString(home.resolve("logs/" + AuditLog.FILE))
                + Files.readString(home.resolve("logs/all.log"));
        assertThat(logs).contains("Anna").doesNotContain(linkToken, cookie.split("=", 2)[1], token, "horse");
    }

    private void append(FileAppender<ILoggingEvent> appender, String name, Logger to, Level level) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(root.getLoggerContext());
        encoder.setPattern("%msg%n");
        encoder.start();
        appender.setContext(root.getLoggerContext());
        appender.setName(name);
        appender.setFile(home.resolve("logs/" + name).toString());
        appender.setEncoder(encoder);
        appender.start();
        to.addAppender(appender);
        to.setLevel(level);
    }
}
