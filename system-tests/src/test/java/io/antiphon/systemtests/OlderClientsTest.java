package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.FreePort;
import io.antiphon.systemtests.peer.OlderClient;
import io.antiphon.systemtests.peer.OlderClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of the ancestors, with only a changed address, over HTTPS; and where one has to log in, with a token too. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OlderClientsTest {
    private static final String AGENT = "User-Agent: HomeAssistant/2025.1.0 aiohttp/3.11.11 Python/3.13";
    private static final String ACCEPT = "Accept: */*";
    private static final String ENCODING = "Accept-Encoding: gzip, deflate";
    private static final int HOME_ASSISTANT_MS = 10_000;
    private static final int DESKTOP_MS = 1_500;
    private static final Pattern LINK = Pattern.compile("/login\\?token=([A-Za-z0-9_-]+)\\s");

    private final Path home = AntiphonProcess.folder("older-clients");
    private int port;

    private Process start(String auth) throws IOException {
        port = FreePort.tcp();
        Process process = AntiphonProcess.launch(
                log(),
                Map.of(),
                List.of(
                        "run",
                        "--home",
                        home.toString(),
                        "--api-host",
                        "127.0.0.1",
                        "--api-port",
                        Integer.toString(port),
                        "--auth",
                        auth,
                        "--scream-receiver-port",
                        Integer.toString(FreePort.udp()),
                        "--webrtc-port",
                        Integer.toString(FreePort.udp())));
        OlderClient probe = new OlderClient(port, HOME_ASSISTANT_MS);
        await("an answer; see " + log())
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> probe.get("/api/health").status() == 200);
        return process;
    }

    private Path log() {
        return Path.of(home + ".log");
    }

    /** The secret of the link that logs in; it is printed once the server answers, so a moment after that. */
    private String link() {
        return await("the link; see " + log())
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            Matcher link = LINK.matcher(text(log()));
                            return link.find() ? link.group(1) : "";
                        },
                        secret -> !secret.isEmpty());
    }

    private static void stop(Process process) {
        process.destroy();
        process.onExit().join();
    }

    @Test
    void homeAssistantAndTheDesktopFindWhatTheyAskFor() throws IOException {
        Process process = start("none");
        try {
            OlderClient homeAssistant = new OlderClient(port, HOME_ASSISTANT_MS, AGENT, ACCEPT, ENCODING);
            playsAsHomeAssistant(homeAssistant);
            worksAsTheDesktop(new OlderClient(port, DESKTOP_MS, "User-Agent: Python-urllib/3.12"));
            assertThat(homeAssistant.triesMade())
                    .as("requests that took one try")
                    .isEqualTo(17);
        } finally {
            stop(process);
        }
    }

    @Test
    void homeAssistantWorksWithATokenAndNoSecretIsInAnyFile() throws IOException {
        Process process = start("login");
        try {
            String link = link();
            List<String> secrets = new ArrayList<>(List.of(link));
            OlderClient nobody = new OlderClient(port, HOME_ASSISTANT_MS, AGENT);
            assertThat(nobody.get("/sinks").status()).isEqualTo(401);

            List<Answer> answers = new ArrayList<>();
            String session = session(nobody.text("GET", "/login?token=" + link, ""));
            secrets.add(session);
            OlderClient admin = new OlderClient(port, HOME_ASSISTANT_MS, "Cookie: antiphon_session=" + session);
            for (JsonNode module : admin.get("/api/logs/levels").body().path("modules")) {
                String path = "/api/logs/levels/" + module.path("module").asText();
                assertThat(admin.send("PUT", path, "{\"level\":\"trace\"}").status())
                        .isEqualTo(200);
            }
            secrets.addAll(usePasswords(admin, nobody, answers));
            String token = admin.send("POST", "/api/tokens", "{\"name\":\"Home Assistant\"}")
                    .body()
                    .path("token")
                    .asText();
            secrets.add(token);
            playsAsHomeAssistant(new OlderClient(port, HOME_ASSISTANT_MS, AGENT, "Authorization: Bearer " + token));
            putInWrongPlaces(token, link, answers);

            for (Answer answer : answers) {
                assertThat(answer.status()).as(answer.head()).isBetween(400, 499);
                assertThat(answer.head() + answer.body()).doesNotContain(secrets);
            }
            stop(process);
            assertThat(files())
                    .as("files")
                    .anyMatch(file -> file.endsWith("logs/antiphon.log"))
                    .anyMatch(file -> file.endsWith("logs/audit.log"));
            files().forEach(file -> assertThat(text(file)).as(file.toString()).doesNotContain(secrets));
            assertThat(text(log()))
                    .as("what is printed, but for the link")
                    .doesNotContain(secrets.subList(1, secrets.size()));
            assertThat(text(log()).split(Pattern.quote(link), -1))
                    .as("the link")
                    .hasSize(2);
        } finally {
            stop(process);
        }
    }

    /** Sets up, polls, and turns everything as the component's media players do. */
    private static void playsAsHomeAssistant(OlderClient client) {
        done(client.send("POST", "/sinks", "{\"name\":\"Living Room\",\"ip\":\"127.0.0.1\",\"port\":4040}"));
        done(client.send("POST", "/sources", "{\"name\":\"PC\",\"ip\":\"127.0.0.1\"}"));
        done(client.send("POST", "/routes", "{\"name\":\"r\",\"source\":\"PC\",\"sink\":\"Living Room\"}"));
        for (String kind : List.of("sinks", "sources", "routes")) {
            Answer list = client.get("/" + kind);
            assertThat(list.status()).isEqualTo(200);
            assertThat(list.body().isArray()).isTrue();
            JsonNode one = list.body().get(0);
            assertThat(one.path("name").isTextual()).isTrue();
            assertThat(one.path("volume").isNumber()).isTrue();
            assertThat(one.path("enabled").isBoolean()).isTrue();
            assertThat(one.has("ip")).isEqualTo(!kind.equals("routes"));
            String path = "/" + kind + "/" + one.path("name").asText().replace(" ", "%20");
            done(client.get(path + "/disable/")); // pause
            done(client.get(path + "/volume/0.0/")); // mute
            done(client.get(path + "/volume/0.35/"));
        }
        done(client.get("/sinks/Living%20Room/enable/"));
        assertThat(client.get("/sinks").body().get(0).path("volume").asDouble()).isEqualTo(0.35);
    }

    /** Looks whether a server runs already, opens its menu, lists, and turns its own volume. */
    private static void worksAsTheDesktop(OlderClient client) {
        Answer info = client.get("/api/system/info");
        assertThat(info.status()).isEqualTo(200);
        assertThat(info.body().path("hostname").asText()).isNotEmpty();
        assertThat(client.text("GET", "/site/desktopmenu", "")).startsWith("HTTP/1.1 200");
        assertThat(own(client).path("name").asText()).isEqualTo("PC");
        done(client.get("/sources_self/volume/0.5"));
        assertThat(own(client).path("volume").asDouble()).isEqualTo(0.5);
        done(client.send("POST", "/sinks/Living%20Room/equalizer", "{\"b1\":0.5}"));
        done(client.send("POST", "/sinks/Living%20Room/equalizer/", "{\"b1\":1.0}"));
    }

    /** The source whose address is the client's. */
    private static JsonNode own(OlderClient client) {
        for (JsonNode source : client.get("/sources/").body()) {
            if (source.path("ip").asText().equals("127.0.0.1")) {
                return source;
            }
        }
        throw new AssertionError("no source has the client's address");
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(200);
        assertThat(answer.body().isBoolean() && answer.body().asBoolean()).isTrue();
    }

    /** Passwords right, wrong, and where they do not belong; gives those that somebody has or had, and the wrong ones. */
    private static List<String> usePasswords(OlderClient admin, OlderClient nobody, List<Answer> answers) {
        String right = "Zitronenfalter7";
        String wrong = "Zitronenfalter8";
        String next = "Kaisermantel99";
        assertThat(admin.send("POST", "/api/users", user("Anna", right)).status())
                .isEqualTo(201);
        answers.add(admin.send("POST", "/api/users", user("Anna", right)));
        answers.add(admin.send("POST", "/api/users", user("a/b", right)));
        answers.add(admin.send("POST", "/api/users", user("Berta", right).replace("operator", right)));
        answers.add(nobody.send("POST", "/api/login", "{\"user\":\"Anna\",\"password\":\"" + wrong + "\"}"));
        answers.add(nobody.send("POST", "/api/login", "{\"user\":\"" + right + "\",\"password\":\"" + wrong));
        String session =
                session(nobody.text("POST", "/api/login", "{\"user\":\"Anna\",\"password\":\"" + right + "\"}"));
        answers.add(admin.send("POST", "/api/login?password=" + wrong, "{\"password\":\"" + wrong + "\"}"));
        String change = "{\"old_password\":\"" + right + "\",\"password\":\"" + next + "\"}";
        answers.add(admin.send("POST", "/api/password", change));
        String anna = session(new OlderClient(admin.port(), HOME_ASSISTANT_MS, "Cookie: antiphon_session=" + session)
                .text("POST", "/api/password", change));
        return List.of(right, wrong, next, session, anna);
    }

    /** Where a client that does not know better puts its token. */
    private void putInWrongPlaces(String token, String link, List<Answer> answers) {
        OlderClient nobody = new OlderClient(port, HOME_ASSISTANT_MS, AGENT);
        answers.add(nobody.get("/sinks?token=" + token));
        answers.add(nobody.get("/login?token=" + link)); // a second time
        for (String header : List.of(
                "Authorization: Bearer " + token + "x",
                "Authorization: Basic " + token,
                "Authorization: " + token,
                "X-Api-Key: " + token,
                "Cookie: antiphon_session=" + token)) {
            answers.add(new OlderClient(port, HOME_ASSISTANT_MS, header).get("/sinks"));
        }
        OlderClient known = new OlderClient(port, HOME_ASSISTANT_MS, "Authorization: Bearer " + token);
        answers.add(known.send("POST", "/sinks?token=" + token, "{\"volume\":\"loud\"}"));
        answers.add(known.send("PUT", "/sinks/Nobody", "{\"volume\":1}"));
        answers.add(known.send("POST", "/sinks", "{\"name\":"));
    }

    private static String user(String name, String password) {
        return "{\"name\":\"" + name + "\",\"password\":\"" + password + "\",\"role\":\"operator\"}";
    }

    private static String session(String answer) {
        Matcher cookie = Pattern.compile("antiphon_session=([^;]+)").matcher(answer);
        assertThat(cookie.find()).as(answer).isTrue();
        return cookie.group(1);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
