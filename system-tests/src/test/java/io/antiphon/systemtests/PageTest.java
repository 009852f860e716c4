package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.Chromium;
import io.antiphon.systemtests.peer.RequiresProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** The web page as a new user meets it, on one server and in a real browser; each test has a page of its own. */
@RequiresProgram("chromium")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Keeps the page's peer connections where the test finds them. */
    private static final String KEEP_PEERS = """
            window.peers = [];
            window.RTCPeerConnection = class extends window.RTCPeerConnection {
                constructor(...settings) {
                    super(...settings);
                    window.peers.push(this);
                }
            };
            """;

    /** Statistics of what the newest peer connection receives; an empty object before it receives anything. */
    private static final String INBOUND = """
            async () => {
                const peer = window.peers.at(-1);
                const report = peer ? [...(await peer.getStats()).values()] : [];
                return report.find((entry) => entry.type === 'inbound-rtp') ?? {};
            }
            """;

    /** Whatever a person sees or presses and that stands out of the window at its sides. */
    private static final String STANDS_OUT = """
            () => [...document.querySelectorAll('button, input, h1, h2, b, p, .row, .fact, canvas')]
                .filter((element) => element.checkVisibility())
                .filter((element) => {
                    const box = element.getBoundingClientRect();
                    return box.width > 1 && (box.right > window.innerWidth + 0.5 || box.left < -0.5);
                })
                .map((element) => element.tagName + ' ' + element.className + ' ' + element.textContent)
            """;

    private final AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("page"));
    private final Chromium chromium = new Chromium();
    private final List<String> complaints = new ArrayList<>();
    private Page page = chromium.emptyPage();

    PageTest() throws IOException {}

    @BeforeEach
    void openPage() {
        complaints.clear();
        page = chromium.emptyPage();
        page.addInitScript(KEEP_PEERS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(antiphon.address() + "/");
    }

    @AfterEach
    void thePageComplainedOfNothing() {
        page.close();
        assertThat(complaints).as("errors on the console").isEmpty();
    }

    @AfterAll
    void end() {
        chromium.close();
        antiphon.close();
    }

    @Test
    void theDemoIsThereAndItsMetersMove() {
        Locator demo = row("in", "Demo");
        Locator browser = row("out", "This browser");
        await("levels of both").until(() -> hasLevel(demo) && hasLevel(browser));
        String first = demo.locator(".pk").textContent();
        await("another level").until(() -> !demo.locator(".pk").textContent().equals(first));
    }

    @Test
    void onePressOfListenMakesSoundFlow() {
        await("the one main button for listening").until(() -> listenButton().count() == 1);
        listenButton().click();
        await("a second of sound")
                .until(() -> inbound().path("totalSamplesDuration").asDouble() > 1);
        JsonNode before = inbound();
        await("two more")
                .until(() -> inbound().path("totalSamplesDuration").asDouble()
                        > before.path("totalSamplesDuration").asDouble() + 2);
        JsonNode after = inbound();
        double levelDbfs = 10
                * Math.log10(grown(before, after, "totalAudioEnergy") / grown(before, after, "totalSamplesDuration"));
        Locator playing = page.locator(".player-item");
        await("the figures in the player").until(() -> playing.innerText().contains("kb/s"));
        System.out.println("Page: " + levelDbfs + " dBFS RMS, player: "
                + playing.innerText().replace('\n', ' '));
        assertThat(levelDbfs).as("level of what is heard").isGreaterThan(-50);
        assertThat(playing.innerText()).contains("This browser", "Opus", "lost", "ms");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop This browser"))
                .click();
        await("the end of listening").until(() -> listenButton().count() == 1);
    }

    @Test
    void aRouteIsMadeByDraggingAndRemovedInThePanel() {
        antiphon.addGenerator("Whistle", "tone:1000");
        antiphon.post("/sinks", "{\"name\":\"Hall\",\"protocol\":\"web_receiver\"}");
        drag(row("in", "Whistle"), row("out", "Hall"));
        await("the route").until(() -> routesFrom("Whistle").equals(List.of("Hall")));
        await("its sound at the sink").until(() -> hasLevel(row("out", "Hall")));

        row("in", "Whistle").click();
        page.locator(".route-list button").first().click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove"))
                .click();
        await("no route").until(() -> routesFrom("Whistle").isEmpty());
        await("silence at the sink").until(() -> !hasLevel(row("out", "Hall")));
    }

    @Test
    void nothingStandsOutAtTheWidthOfAPhone() {
        page.setViewportSize(390, 844);
        await("levels")
                .until(() ->
                        page.locator(".row.in").count() > 0 && listenButton().isVisible());
        listenButton().click();
        await("the player").until(() -> page.locator(".player-item").innerText().contains("kb/s"));
        assertThat(JSON.valueToTree(page.evaluate(STANDS_OUT)).toString()).isEqualTo("[]");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    }

    private Locator row(String side, String name) {
        return page.locator(".row." + side)
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
    }

    private Locator listenButton() {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Listen").setExact(true));
    }

    /** True when the row shows a level and not the sign for silence. */
    private static boolean hasLevel(Locator row) {
        return row.count() == 1 && row.locator(".pk").textContent().matches("\u2212?\\d+\\.\\d");
    }

    private void drag(Locator from, Locator to) {
        await("both ends").until(() -> from.count() == 1 && to.count() == 1);
        BoundingBox start = from.boundingBox();
        BoundingBox end = to.boundingBox();
        page.mouse().move(start.x + start.width / 2, start.y + start.height / 2);
        page.mouse().down();
        page.mouse().move(end.x + end.width / 2, end.y + end.height / 2, new Mouse.MoveOptions().setSteps(10));
        page.mouse().up();
    }

    private List<String> routesFrom(String source) {
        return StreamSupport.stream(antiphon.get("/routes").spliterator(), false)
                .filter(route -> route.path("source").asText().equals(source))
                .map(route -> route.path("sink").asText())
                .toList();
    }

    private JsonNode inbound() {
        return JSON.valueToTree(page.evaluate(INBOUND));
    }

    private static double grown(JsonNode before, JsonNode after, String key) {
        return after.path(key).asDouble() - before.path(key).asDouble();
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).pollInSameThread().atMost(PATIENCE).pollInterval(Duration.ofMillis(100));
    }
}
