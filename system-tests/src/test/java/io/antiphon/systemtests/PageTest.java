package io.antiphon.systemtests;

import static io.antiphon.systemtests.peer.WebPage.await;
import static io.antiphon.systemtests.peer.WebPage.hasLevel;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.Chromium;
import io.antiphon.systemtests.peer.RequiresProgram;
import io.antiphon.systemtests.peer.WebPage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
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
    private WebPage web = WebPage.open(chromium, "about:blank");
    private Page page = web.page();

    PageTest() throws IOException {}

    @BeforeEach
    void openPage() {
        web.close();
        web = WebPage.open(chromium, antiphon.address() + "/");
        page = web.page();
    }

    @AfterEach
    void thePageComplainedOfNothing() {
        web.close();
        assertThat(web.complaints()).as("errors and warnings on the console").isEmpty();
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
        web.drag(row("in", "Whistle"), row("out", "Hall"));
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
        return web.row(side, name);
    }

    private Locator listenButton() {
        return web.button("Listen");
    }

    private List<String> routesFrom(String source) {
        return StreamSupport.stream(antiphon.get("/routes").spliterator(), false)
                .filter(route -> route.path("source").asText().equals(source))
                .map(route -> route.path("sink").asText())
                .toList();
    }

    private JsonNode inbound() {
        return web.inbound();
    }

    private static double grown(JsonNode before, JsonNode after, String key) {
        return after.path(key).asDouble() - before.path(key).asDouble();
    }
}
