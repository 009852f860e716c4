package io.antiphon.systemtests;

import static io.antiphon.systemtests.peer.WebPage.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.Chromium;
import io.antiphon.systemtests.peer.FreePort;
import io.antiphon.systemtests.peer.RequiresProgram;
import io.antiphon.systemtests.peer.ScreamCapture;
import io.antiphon.systemtests.peer.ToneFit;
import io.antiphon.systemtests.peer.WebPage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** The pages beside the live views, on a server that one has to log in to, with the sound of one sink in the test's hand. */
@RequiresProgram("chromium")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OfficePagesTest {
    private static final Duration HEARD = Duration.ofMillis(200);
    private static final double TONE_HZ = 1000;
    private static final String MAY_NOT = "You may only listen here";

    private final AntiphonProcess antiphon =
            AntiphonProcess.start(AntiphonProcess.folder("office"), AntiphonProcess.LOGIN);
    private final String session = antiphon.logInByLink();
    private final ScreamCapture hall = new ScreamCapture();
    private final Chromium chromium = new Chromium();
    private final List<WebPage> opened = new ArrayList<>();

    OfficePagesTest() throws IOException {}

    @BeforeAll
    void furnish() {
        antiphon.addGenerator("Whistle", "tone:1000:-12");
        antiphon.addScreamSink("Hall", hall.port());
        antiphon.addRoute("r", "Whistle", "Hall");
    }

    @AfterEach
    void nobodyComplained() {
        opened.forEach(WebPage::close);
        assertThat(opened)
                .allSatisfy(web -> assertThat(web.complaints())
                        .as("errors and warnings on the console")
                        .allMatch(complaint ->
                                complaint.contains("status of 4"))); // what the server refuses, browsers complain of
        opened.clear();
    }

    @AfterAll
    void end() {
        chromium.close();
        hall.close();
        antiphon.close();
    }

    @Test
    void aSceneBringsTheLevelBackAtTheSink() {
        turn(0.5);
        double before = heardDbfs();
        Page page = open("scenes");
        button(page, "New scene").click();
        page.getByLabel("Name of the scene").fill("Evening");
        button(page, "Save").click();
        await("the scene").until(() -> button(page, "Recall Evening").count() == 1);

        turn(0.05);
        assertThat(heardDbfs()).isCloseTo(before - 20, within(0.2));
        await("what a recall would change")
                .until(() -> page.locator(".scene-changes")
                        .innerText()
                        .contains("Gain of Whistle → Hall: \u221226.0\u00a0dB → \u22126.0\u00a0dB"));
        button(page, "Recall Evening").click();
        await("the level").until(() -> Math.abs(heardDbfs() - before) < 0.1);
        await("its mark")
                .until(() -> page.locator(".scene-row.selected").innerText().contains("recalled"));

        button(page, "Delete").click();
        await("no scene").until(() -> page.locator(".scene-row").count() == 0);
        button(page, "Undo").click();
        await("the scene again").until(() -> button(page, "Recall Evening").count() == 1);
    }

    @Test
    void aChangeIsUndoneByKeyAndButtonAlsoInAnotherBrowser() {
        turn(0.9);
        turnLater(0.2);
        Page first = open("patch");
        Page second = open("patch");
        Locator undo = first.getByLabel("Undo: Gain of Whistle");
        await("the change in the first browser").until(() -> undo.count() == 1);
        await("the second browser").until(() -> second.locator(".row.in").count() > 0);
        second.keyboard().press("Control+z");
        await("the volume before").until(() -> volume() == 0.9);
        Locator redo = first.getByLabel("Redo: Gain of Whistle");
        await("what can be made again").until(() -> redo.count() == 1 && redo.isEnabled());
        redo.click();
        await("the volume after").until(() -> volume() == 0.2);
        undo.click();
        await("the volume before").until(() -> volume() == 0.9);
        first.getByLabel("History of changes").click();
        await("the history")
                .until(() -> first.locator(".steps").first().innerText().contains("Gain of Whistle → Hall"));
    }

    @Test
    void aSettingIsCheckedAsItIsTypedTakesEffectAndGoesBack() throws Exception {
        Page page = open("settings");
        page.getByLabel("Find a setting").fill("mp3 bit");
        Locator rate = page.getByLabel("MP3 bit rate");
        rate.fill("7");
        await("the server's words")
                .until(() -> page.locator(".problem").count() == 1
                        && page.locator(".problem").innerText().contains("8"));
        assertThat(mp3Rate()).isEqualTo("320");
        rate.fill("128");
        rate.press("Enter");
        await("the way back").until(() -> button(page, "Back to 384\u00a0kb/s").count() == 1);
        assertThat(mp3Rate()).isEqualTo("128");
        button(page, "Back to 384\u00a0kb/s").click();
        await("the default").until(() -> rate.inputValue().equals("384"));
        assertThat(mp3Rate()).isEqualTo("320");
    }

    @Test
    void theLogFollowsAndPauses() {
        Page page = open("logs");
        Locator lines = page.locator(".log-lines");
        await("lines").until(() -> page.locator(".log-line").count() > 0);
        page.getByLabel("Find in the lines").fill("scream sender");
        warn("first.invalid");
        await("a warning by its word")
                .until(() -> lines.innerText().contains("first.invalid")
                        && lines.innerText().contains("warning"));
        button(page, "Pause").click();
        warn("second.invalid");
        button(page, "Go on").click();
        warn("third.invalid");
        await("what came after the pause").until(() -> lines.innerText().contains("third.invalid"));
        page.getByText("Who changed what").click();
        await("who changed what")
                .until(() -> page.locator(".sheet-table").innerText().contains("POST /sinks"));
    }

    @Test
    void whoOnlyListensIsLetInByPasswordAndChangesNothing() {
        turn(0.7);
        Page admin = open("people");
        button(admin, "Add a person").click();
        admin.getByLabel("Name").fill("Jonas");
        admin.getByLabel("Password").fill("short");
        admin.getByText("listener", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        button(admin, "Add").click();
        await("the server's words").until(() -> admin.locator(".problem").count() == 1);
        admin.getByLabel("Password").fill("correct horse");
        button(admin, "Add").click();
        await("the person")
                .until(() -> admin.locator(".person-line:not(.session-line)").count() == 1);

        Page page = openAs(null, "patch");
        page.locator("#user").fill("Jonas");
        page.locator("#password").fill("correct horse");
        button(page, "Log in").first().click();
        await("the page").until(() -> page.locator(".row.out").count() > 0);
        page.locator(".row.out").first().focus();
        page.keyboard().press("-");
        await("the reason")
                .until(() -> page.locator(".toast").count() == 1
                        && page.locator(".toast").innerText().contains(MAY_NOT));
        page.keyboard().press("Enter");
        for (String name : List.of("Remove", "Duplicate", "Add a sink", "History of changes")) {
            assertThat(button(page, name).getAttribute("aria-disabled"))
                    .as(name)
                    .isEqualTo("true");
            assertThat(button(page, name).getAttribute("title")).as(name).contains(MAY_NOT);
        }
        Locator fader = page.locator(".panel .fader").first();
        fader.focus();
        page.keyboard().press("ArrowDown");
        assertThat(fader.getAttribute("title")).contains(MAY_NOT);
        assertThat(antiphon.get("/sinks/Hall").path("volume").asDouble()).isEqualTo(1);

        page.keyboard().press("t");
        String theme = (String) page.evaluate("document.documentElement.dataset.theme");
        await("what a listener prefers")
                .until(() -> antiphon.get("/preferences")
                        .at("/people/Jonas/theme")
                        .asText()
                        .equals(theme));
        page.evaluate("location.hash = 'people'");
        await("what a listener sees")
                .until(() -> page.locator(".session-line").count() == 1
                        && page.getByText("People and tokens are for admins").count() == 1);
        admin.reload();
        Locator jonas = admin.locator(".session-line").filter(new Locator.FilterOptions().setHasText("Jonas"));
        await("who is logged in")
                .until(() -> jonas.count() == 1 && jonas.innerText().contains("Chrome"));
        jonas.getByRole(AriaRole.BUTTON).click();
        await("the gate").until(() -> page.locator("#password").count() == 1);
    }

    @Test
    void aSinkThatNobodyListensAtIsAnAlarmUntilItIsSwitchedOff() throws IOException {
        antiphon.addScreamSink("Patio", FreePort.udp());
        antiphon.addRoute("p", "Whistle", "Patio");
        Page page = open("patch");
        await("the alarm").until(() -> page.getByLabel("Health: 1 alarm").count() == 1);
        page.keyboard().press("h");
        Locator alarm = page.locator(".alarms li.alarm");
        await("what is wrong").until(() -> alarm.count() == 1);
        assertThat(alarm.innerText())
                .contains("Patio does not answer", "nobody listens", "One route is silent: Whistle");
        alarm.getByText("Switch it off").click();
        await("no alarm").until(() -> alarm.count() == 0);
        await("what was mended").until(() -> page.locator(".mended").innerText().contains("Patio"));
        antiphon.delete("/routes/p");
        antiphon.delete("/sinks/Patio");
    }

    private Page open(String place) {
        return openAs(session, place);
    }

    private Page openAs(@Nullable String cookie, String place) {
        WebPage web = WebPage.open(chromium, "about:blank");
        opened.add(web);
        if (cookie != null) {
            web.page().context().addCookies(List.of(new Cookie("antiphon_session", cookie).setUrl(antiphon.address())));
        }
        web.page().navigate(antiphon.address() + "/site/#" + place);
        return web.page();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Sets the gain of the route, as a change of its own. */
    private void turn(double volume) {
        antiphon.put("/routes/r", "{\"volume\":" + volume + ",\"delay\":0}");
    }

    /** Turns of one value within a second are one change, unless something else was changed between them. */
    private void turnLater(double volume) {
        antiphon.put("/routes/r", "{\"enabled\":false}");
        antiphon.put("/routes/r", "{\"enabled\":true}");
        antiphon.put("/routes/r", "{\"volume\":" + volume + "}");
    }

    private double volume() {
        return antiphon.get("/routes/r").path("volume").asDouble();
    }

    private double heardDbfs() {
        hall.clear();
        hall.await(HEARD, 0); // what was under way
        hall.clear();
        float[] heard = hall.await(HEARD, 0);
        return ToneFit.of(heard, 0, heard.length, ScreamCapture.RATE_HZ, TONE_HZ)
                .levelDbfs(0);
    }

    /** What players that ask for no rate are told theirs is. */
    private String mp3Rate() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(antiphon.address() + "/stream/Hall.mp3"))
                .header("Icy-MetaData", "1")
                .header("Cookie", "antiphon_session=" + session)
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream _ = answer.body()) {
            return answer.headers().firstValue("icy-br").orElse("none");
        }
    }

    /** Makes the server warn of a sink that nobody knows. */
    private void warn(String host) {
        antiphon.post("/sinks", "{\"name\":\"%1$s\",\"ip\":\"%1$s\"}".formatted(host));
        antiphon.addRoute(host, "Whistle", host);
        String log = host + ":4010: cannot be reached";
        await("the warning")
                .until(() -> antiphon.send("GET", "/api/logs/antiphon.log", null)
                        .body()
                        .contains(log));
        antiphon.delete("/routes/" + host);
        antiphon.delete("/sinks/" + host);
    }
}
