package io.antiphon.systemtests;

import static io.antiphon.systemtests.peer.WebPage.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.Chromium;
import io.antiphon.systemtests.peer.Finger;
import io.antiphon.systemtests.peer.RequiresProgram;
import io.antiphon.systemtests.peer.ScreamCapture;
import io.antiphon.systemtests.peer.ToneFit;
import io.antiphon.systemtests.peer.WebPage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Patch, matrix, mixer and list against the real program: what is done in them by pointer and keyboard is heard at a Scream
 * receiver. One server, one browser and one page, so that the order counts.
 */
@RequiresProgram("chromium")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LiveViewsPageTest {
    private static final double HIGH_HZ = 1000;
    private static final double LOW_HZ = 400;

    /** Level of the server's test tones. */
    private static final double TONE_DBFS = -20;

    private static final double SILENT_DBFS = -70;
    private static final Duration LISTENED = Duration.ofMillis(150);

    private final ScreamCapture hall = new ScreamCapture();
    private final AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("live-views"));
    private final Chromium chromium = new Chromium();
    private WebPage web = WebPage.open(chromium, "about:blank");
    private Page page = web.page();

    LiveViewsPageTest() throws IOException {}

    @BeforeAll
    void furnish() {
        antiphon.addGenerator("High", "tone:1000");
        antiphon.addGenerator("Low", "tone:400");
        antiphon.addScreamSink("Hall", hall.port());
        antiphon.post("/sources", "{\"name\":\"Both\",\"is_group\":true,\"group_members\":[\"High\",\"Low\"]}");
        web.close();
        web = WebPage.open(chromium, antiphon.address() + "/site/#patch");
        page = web.page();
    }

    @AfterEach
    void thePageComplainedOfNothing() {
        assertThat(web.complaints()).as("errors and warnings on the console").isEmpty();
    }

    @AfterAll
    void end() {
        web.close();
        chromium.close();
        antiphon.close();
        hall.close();
    }

    @Test
    @Order(1)
    void aRouteDrawnInThePatchIsHeard() {
        web.drag(web.row("in", "High"), web.row("out", "Hall"));
        await("the tone").until(() -> heard(HIGH_HZ) > TONE_DBFS - 1);
        assertThat(heard(HIGH_HZ)).isCloseTo(TONE_DBFS, within(0.2));
    }

    @Test
    @Order(2)
    void aRouteMadeInTheMatrixByKeysIsHeard() {
        open("matrix");
        page.locator(".cell[tabindex='0']").focus();
        goToCell("Low");
        page.keyboard().press(" ");
        await("the tone").until(() -> heard(LOW_HZ) > TONE_DBFS - 1);
        assertThat(routes()).containsExactly("High → Hall", "Low → Hall");
        page.keyboard().press("-");
        await("half a decibel less").until(() -> Math.abs(heard(LOW_HZ) - (TONE_DBFS - 0.5)) < 0.1);
        page.keyboard().press(" ");
        await("silence").until(() -> heard(LOW_HZ) < SILENT_DBFS);
        assertThat(routes()).containsExactly("High → Hall");
    }

    @Test
    @Order(3)
    void aGroupGivesItsMembersAPath() {
        open("matrix");
        page.locator(".cell[tabindex='0']").focus();
        goToCell("Both");
        page.keyboard().press(" ");
        await("the group's other member").until(() -> heard(LOW_HZ) > TONE_DBFS - 1);
        await("the link mark")
                .until(() -> page.locator(".cell.given[aria-label^='Low to Hall, by a group']")
                                .count()
                        == 1);
        assertThat(page.locator(".cell.routed[aria-label^='High to Hall']").count())
                .isEqualTo(1);
    }

    @Test
    @Order(4)
    void whatIsHeardAloneIsHeardAlone() {
        open("mixer");
        web.button("Solo Low").click();
        await("only one").until(() -> heard(HIGH_HZ) < SILENT_DBFS);
        assertThat(heard(LOW_HZ)).isGreaterThan(TONE_DBFS - 1);
        assertThat(page.locator(".solo-bar").innerText()).contains("Low is heard alone");
        web.button("End solo").click();
        await("both").until(() -> heard(HIGH_HZ) > TONE_DBFS - 1);
    }

    @Test
    @Order(5)
    void aFaderDraggedInTheMixerIsHeard() {
        open("mixer");
        Locator fader = slider("Gain of Hall");
        BoundingBox box = fader.locator("b").boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2 + 90, new Mouse.MoveOptions().setSteps(15));
        page.mouse().up();
        double shownDb = Double.parseDouble(fader.getAttribute("aria-valuenow"));
        assertThat(shownDb).isBetween(-20.0, -3.0);
        await("the level that the fader shows").until(() -> Math.abs(heard(HIGH_HZ) - (TONE_DBFS + shownDb)) < 0.15);
        System.out.println("Live views: the fader shows " + shownDb + " dB, the sink gets " + heard(HIGH_HZ) + " dBFS");

        fader.dblclick();
        await("0 dB").until(() -> Math.abs(heard(HIGH_HZ) - TONE_DBFS) < 0.15);
    }

    @Test
    @Order(6)
    void loudnessOfAToneIsItsLevel() {
        open("mixer");
        // A sine of 1 kHz on both channels reads its peak: half its power in each, and the weighting lifts it by 0.69
        // dB.
        Locator figure = page.locator(".strip[aria-label='High'] .reads dd").nth(1);
        await("three seconds of it").until(() -> figure.textContent().matches("\u2212(19\\.[5-9]|20\\.[0-5])"));
    }

    @Test
    @Order(7)
    void whatIsSelectedIsSelectedInEveryView() {
        open("list");
        page.locator("tr.line.out .name-link")
                .filter(new Locator.FilterOptions().setHasText("Hall"))
                .click();
        open("mixer");
        assertThat(page.locator(".strip.selected").getAttribute("aria-label")).isEqualTo("Hall");
        open("patch");
        assertThat(page.locator(".row.selected").innerText()).contains("Hall");
        page.keyboard().press("Escape");
    }

    @Test
    @Order(8)
    void theListFindsAndRemembersItsOrder() {
        open("list");
        page.getByLabel("Find a name, address, kind").fill("low");
        await("what was looked for")
                .until(() -> page.locator("tr.line.in").count() == 1
                        && page.locator("tr.line.out").count() == 0);
        page.getByLabel("Find a name, address, kind").fill("");
        Locator grip = web.button("Move Low");
        Locator before = page.locator("tr.line.in").first();
        await("the whole list")
                .until(() -> before.innerText().contains("Demo")
                        || before.innerText().contains("High"));
        BoundingBox from = grip.boundingBox();
        BoundingBox to = before.boundingBox();
        page.mouse().move(from.x + from.width / 2, from.y + from.height / 2);
        page.mouse().down();
        page.mouse().move(from.x + from.width / 2, to.y + 4, new Mouse.MoveOptions().setSteps(6));
        page.mouse().up();
        await("the new order").until(() -> sources().getFirst().equals("Low"));
        web.button("Star Hall").click();
        await("the star").until(() -> antiphon.get("/preferences").toString().contains("\"stars\":[\""));
        page.reload();
        await("the star after a reload")
                .until(() -> web.button("Take the star from Hall").count() == 1);
        assertThat(sources().getFirst()).isEqualTo("Low");
    }

    @Test
    @Order(9)
    void aRowMovedByKeysStandsElsewhere() {
        open("patch");
        web.row("in", "Both").focus();
        page.keyboard().press("Alt+ArrowUp");
        await("the new order").until(() -> sources().indexOf("Both") < sources().size() - 1);
    }

    @Test
    @Order(10)
    void aFingerScrollsDragsAfterItHasRestedAndAsksForTheMenu() {
        open("patch");
        Finger finger = new Finger(page);
        Locator low = web.row("in", "Low");
        Locator dropped = web.row("out", "Hall");

        finger.press(low);
        finger.moveTo(dropped);
        finger.lift();
        assertThat(routes()).as("a finger that moves at once only scrolls").doesNotContain("Low → Hall");

        finger.press(low);
        page.locator("[data-held]").waitFor();
        finger.moveTo(dropped);
        finger.lift();
        await("the route drawn by a finger").until(() -> routes().contains("Low → Hall"));

        finger.press(low);
        page.locator("[role=menu]").waitFor();
        finger.lift();
        page.locator("[role=menuitemcheckbox]")
                .filter(new Locator.FilterOptions().setHasText("Mute"))
                .click();
        await("silence").until(() -> heard(LOW_HZ) < SILENT_DBFS);
        low.focus();
        page.keyboard().press("Shift+F10");
        page.locator("[role=menuitemcheckbox][aria-checked=true]")
                .filter(new Locator.FilterOptions().setHasText("Mute"))
                .waitFor();
        page.keyboard().press("m");
        await("the tone").until(() -> heard(LOW_HZ) > TONE_DBFS - 1);
    }

    @Test
    @Order(11)
    void aFaderTakesAFingerThatMovesAlongItAndNoOther() {
        open("mixer");
        Finger finger = new Finger(page);
        Locator fader = slider("Gain of High");
        Locator cap = fader.locator("b");
        finger.press(cap);
        finger.moveBy(40, 2);
        finger.lift();
        assertThat(fader.getAttribute("aria-valuenow")).isEqualTo("0");
        finger.press(cap);
        finger.moveBy(0, 80);
        finger.lift();
        double shownDb = Double.parseDouble(fader.getAttribute("aria-valuenow"));
        assertThat(shownDb).isBetween(-25.0, -2.0);
        await("the level that the fader shows")
                .until(() ->
                        Math.abs(antiphon.get("/sources/High").path("volume").asDouble() - Math.pow(10, shownDb / 20))
                                < 0.02);
    }

    @Test
    @Order(12)
    void manyAtOnceAreOneChange() {
        open("list");
        chosen("High").check();
        chosen("Low").check();
        web.button("Set gain…").click();
        page.locator(".bulk-form input").fill("-12");
        page.keyboard().press("Enter");
        await("both").until(() -> volume("High") < 0.2513 && volume("Low") < 0.2513 && volume("High") > 0.25);
        assertThat(antiphon.get("/api/history").at("/undo/0/what")).hasSize(2);
        antiphon.post("/api/undo", "");
        assertThat(volume("Low")).isEqualTo(1.0);
    }

    private Locator chosen(String name) {
        return page.getByLabel("Choose " + name, new Page.GetByLabelOptions().setExact(true));
    }

    private double volume(String source) {
        return antiphon.get("/sources/" + source).path("volume").asDouble();
    }

    /** Goes through the grid with arrows until the cell of that source and the hall has the focus. */
    private void goToCell(String source) {
        press("Home");
        for (int i = 0; i < 12 && !label().contains(source + " to"); i++) {
            press("ArrowUp");
        }
        for (int i = 0; i < 12 && !label().contains(source + " to"); i++) {
            press("ArrowDown");
        }
        for (int i = 0; i < 4 && !label().contains("to Hall"); i++) {
            press("ArrowRight");
        }
        assertThat(label()).contains(source + " to Hall");
    }

    /** The focus follows with the next frame. */
    private void press(String key) {
        page.keyboard().press(key);
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    private String label() {
        return (String) page.evaluate("() => document.activeElement.getAttribute('aria-label') ?? ''");
    }

    private void open(String view) {
        page.evaluate("view => { location.hash = view; }", view);
        page.locator("." + view).waitFor();
    }

    private Locator slider(String name) {
        return page.locator("[role=slider][aria-label='" + name + "']");
    }

    /** Level of a tone at the receiver now. */
    private double heard(double hz) {
        hall.clear();
        float[] samples = hall.await(LISTENED, 0);
        return ToneFit.levelDbfs(samples, 0, samples.length, ScreamCapture.RATE_HZ, hz);
    }

    private List<String> routes() {
        return names("/routes").stream()
                .filter(name -> name.endsWith("Hall"))
                .sorted()
                .toList();
    }

    private List<String> sources() {
        return names("/sources");
    }

    private List<String> names(String path) {
        return StreamSupport.stream(antiphon.get(path).spliterator(), false)
                .map(one -> one.path("name").asText())
                .toList();
    }
}
