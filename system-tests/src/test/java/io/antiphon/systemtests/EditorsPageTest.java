package io.antiphon.systemtests;

import static io.antiphon.systemtests.peer.WebPage.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.Chromium;
import io.antiphon.systemtests.peer.RequiresProgram;
import io.antiphon.systemtests.peer.ScreamCapture;
import io.antiphon.systemtests.peer.ToneFit;
import io.antiphon.systemtests.peer.WebPage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * The side panel and its editors on one server and in a real browser. What is edited is heard at a Scream receiver: 440 Hz
 * on the left, 1 kHz on the right.
 */
@RequiresProgram("chromium")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class EditorsPageTest {
    private static final Duration HEARD = Duration.ofMillis(300);
    private static final double LEFT_HZ = 440;
    private static final double RIGHT_HZ = 1000;
    private static final double SILENT_DBFS = -70;
    private static final String DELAYED_TAG = "tone:700:-20";
    private static final double DELAYED_HZ = 700;

    private final AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("editors"));
    private final ScreamCapture capture = new ScreamCapture();
    private final Chromium chromium = new Chromium();
    private WebPage web = WebPage.open(chromium, "about:blank");
    private Page page = web.page();
    private String mayComplainOf = "";

    EditorsPageTest() throws IOException {
        antiphon.addGenerator("Whistle", "tone:440/1000:-20");
        antiphon.addScreamSink("Hall", capture.port());
        antiphon.addRoute("Whistle to Hall", "Whistle", "Hall");
        // Hardly heard, so that the sink always has something to send.
        antiphon.addGenerator("Keeper", "tone:3000:-60");
        antiphon.addRoute("Keeper to Hall", "Keeper", "Hall");
    }

    @BeforeEach
    void openPage() {
        web.close();
        web = WebPage.open(chromium, antiphon.address() + "/");
        page = web.page();
    }

    @AfterEach
    void thePageComplainedOfNothing() {
        web.close();
        // Browsers note each refusal, and a server that does not answer.
        assertThat(web.complaints())
                .as("errors and warnings on the console")
                .allMatch(complaint -> complaint.contains(mayComplainOf) && !mayComplainOf.isEmpty());
        mayComplainOf = "";
    }

    @AfterAll
    void end() {
        chromium.close();
        capture.close();
        antiphon.close();
    }

    @Test
    @Order(1)
    void aBandThatIsDraggedChangesTheSpectrumAtTheSink() {
        await("the tone").until(() -> level(1, RIGHT_HZ) > -21);
        openPanel("out", "Hall", "Equaliser");
        Locator band = page.getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName("Band at 1\u00a0kHz"));
        BoundingBox handle = band.boundingBox();
        page.mouse().move(handle.x + handle.width / 2, handle.y + handle.height / 2);
        page.mouse().down();
        page.mouse().move(handle.x + handle.width / 2, handle.y + handle.height / 2 + 60);
        page.mouse().up();

        await("the band in the configuration").until(() -> bandOf("Hall", 9) < 0.8);
        double bandDb = 10 * (bandOf("Hall", 9) - 1);
        await("what is dragged is what is heard").until(() -> Math.abs(level(1, RIGHT_HZ) - (-20 + bandDb)) < 1);
        System.out.printf("Editors: band %.1f dB, heard %.2f dBFS%n", bandDb, level(1, RIGHT_HZ));
        assertThat(level(0, LEFT_HZ)).as("more than an octave away").isGreaterThan(-20 + bandDb / 2);

        band.dblclick();
        await("flat again").until(() -> Math.abs(level(1, RIGHT_HZ) + 20) < 0.3);
    }

    @Test
    @Order(2)
    void aLayoutMovesATone() {
        openPanel("out", "Hall", "Speakers");
        page.locator(".speakers-tab .select").selectOption("swap");
        await("the other ears").until(() -> level(0, RIGHT_HZ) > -21 && level(1, LEFT_HZ) > -21);
        assertThat(level(0, LEFT_HZ)).isLessThan(SILENT_DBFS);
        page.locator(".speakers-tab .select").selectOption("mono");
        await("half of each in both ears").until(() -> isNear(0, LEFT_HZ) && isNear(0, RIGHT_HZ) && isNear(1, LEFT_HZ));
        page.locator(".speakers-tab .select").selectOption("auto");
        await("each in its own").until(() -> level(0, LEFT_HZ) > -21 && level(0, RIGHT_HZ) < SILENT_DBFS);
    }

    @Test
    @Order(3)
    void aTestToneIsHeardInItsChannelAlone() {
        antiphon.put("/routes/Whistle%20to%20Hall", "{\"enabled\":false}");
        int sources = antiphon.get("/sources").size();
        openPanel("out", "Hall", "Speakers");
        page.locator(".tones-head .seg label").last().click();
        await("silence").until(() -> level(0, LEFT_HZ) < SILENT_DBFS && level(1, RIGHT_HZ) < SILENT_DBFS);
        web.button("Test tone in R").click();
        await("the whole tone on the right").until(() -> Math.abs(level(1, LEFT_HZ) + 20) < 0.5);
        float[] left = capture.channel(0);
        assertThat(ToneFit.levelDbfs(left, 0, left.length, ScreamCapture.RATE_HZ, LEFT_HZ))
                .as("at the same time on the left")
                .isLessThan(SILENT_DBFS);
        await("its end by itself").until(() -> level(1, LEFT_HZ) < SILENT_DBFS);
        assertThat(antiphon.get("/sources")).hasSize(sources);
        antiphon.put("/routes/Whistle%20to%20Hall", "{\"enabled\":true}");
    }

    @Test
    @Order(4)
    void aDelayThatIsTypedIsMeasured() {
        antiphon.addGenerator("Same", DELAYED_TAG);
        antiphon.addGenerator("Later", DELAYED_TAG);
        antiphon.post("/routes", oneEar("Same to Hall", "Same", 0));
        antiphon.post("/routes", oneEar("Later to Hall", "Later", 1));
        await("both ears at once").until(() -> Math.abs(laterMs()) < 0.01);
        openRoute("Later", "Hall");
        delayButton("Later to Hall").click();
        page.keyboard().type("1");
        page.keyboard().press("Enter");
        await("the delay").until(() -> delayOf("Later to Hall") == 1);
        await("it is heard").until(() -> Math.abs(Math.IEEEremainder(laterMs() - 1, 1e3 / DELAYED_HZ)) < 0.01);
        System.out.printf(
                "Editors: 1 ms typed, %.4f ms heard%n",
                Math.IEEEremainder(laterMs(), 1e3 / DELAYED_HZ) + (laterMs() < 0 ? 1e3 / DELAYED_HZ : 0));
        await("its part of the latency")
                .until(() -> page.locator(".latency").innerText().contains("Delay you chose"));
    }

    @Test
    @Order(5)
    void whatIsRefusedGoesBackWithTheServersSentence() {
        mayComplainOf = "status of 422";
        openRoute("Whistle", "Hall");
        Locator delay = delayButton("Whistle to Hall");
        int before = delayOf("Whistle to Hall");
        delay.click();
        page.keyboard().type("7000");
        page.keyboard().press("Enter");
        await("the sentence").until(() -> page.locator(".toast").innerText().contains("from 0 to 5000"));
        await("the value of before").until(() -> delay.innerText().startsWith(Integer.toString(before)));

        openPanel("out", "Hall", "Sink");
        Locator port = field("Port");
        port.fill("70000");
        await("the sentence while one types")
                .until(() -> page.locator(".problem").allInnerTexts().toString().contains("65535"));
        port.press("Escape");
        await("the port").until(() -> port.inputValue().equals(Integer.toString(capture.port())));
    }

    @Test
    @Order(6)
    void aGroupIsMadeAndCarriesSound() {
        mayComplainOf = "status of 422";
        page.locator(".column.in header .ib").click();
        page.getByText("Several sources that go everywhere together.").click();
        field("Name").fill("Choir");
        page.locator(".members").getByText("Whistle").click();
        web.button("Add").click();
        await("the group")
                .until(() ->
                        antiphon.get("/sources/Choir").path("group_members").size() == 1);
        antiphon.delete("/routes/Whistle%20to%20Hall");
        await("silence").until(() -> level(0, LEFT_HZ) < SILENT_DBFS);
        page.locator(".route-list ~ .select, .group > .select").last().selectOption("Hall");
        await("the sound of the member").until(() -> level(0, LEFT_HZ) > -21);

        antiphon.post("/sources", "{\"name\":\"Outer\",\"is_group\":true,\"group_members\":[\"Choir\"]}");
        page.locator(".panel .members").getByText("Outer").click();
        await("the way round")
                .until(() -> page.locator(".panel .problem")
                        .allInnerTexts()
                        .toString()
                        .contains("Choir → Outer → Choir"));
    }

    @Test
    @Order(7)
    void whatIsBeingTypedSurvivesARestartOfTheServer() throws IOException {
        mayComplainOf = "net::ERR_";
        openPanel("out", "Hall", "Sink");
        Locator name = field("Name");
        name.fill("Hall with a long na");
        antiphon.killAndRestart();
        await("the connection")
                .until(() -> page.locator(".link-bar").count() == 0
                        && Boolean.TRUE.equals(page.evaluate("() => document.querySelector('.row.out .pk') !== null")));
        assertThat(name.inputValue()).isEqualTo("Hall with a long na");
        name.press("End");
        page.keyboard().type("me");
        page.keyboard().press("Enter");
        await("the new name").until(() -> names("/sinks").contains("Hall with a long name"));
    }

    /** A tone of the whistle that is mixed to mono as ITU-R BS.775 has it, and shared by two loudspeakers: 3 dB and 3 dB. */
    private boolean isNear(int ear, double hz) {
        return Math.abs(level(ear, hz) - (-20 - 6.02)) < 0.1;
    }

    private void openPanel(String side, String name, String tab) {
        Locator row = web.row(side, name);
        await(name).until(() -> row.count() == 1);
        row.focus();
        page.keyboard().press("Enter");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab)).click();
    }

    /** The field of exactly that name. */
    private Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private Locator delayButton(String route) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Delay of " + route)));
    }

    private void openRoute(String source, String sink) {
        openPanel("in", source, "Source");
        page.locator(".route-list li")
                .filter(new Locator.FilterOptions().setHasText(sink))
                .locator("button")
                .first()
                .click();
        await("the chain").until(() -> page.locator(".chain").count() == 1);
    }

    /** Peak level of a tone in what was just heard of one ear. */
    private double level(int ear, double hz) {
        capture.clear();
        float[] heard = capture.await(HEARD, ear);
        return ToneFit.levelDbfs(heard, 0, heard.length, ScreamCapture.RATE_HZ, hz);
    }

    /** By how much the right ear is later than the left, but for whole cycles. */
    private double laterMs() {
        capture.clear();
        float[] left = capture.await(HEARD, 0);
        float[] right = Arrays.copyOf(capture.channel(1), left.length);
        double early = ToneFit.of(left, 0, left.length, ScreamCapture.RATE_HZ, DELAYED_HZ)
                .phase(0);
        double late = ToneFit.of(right, 0, right.length, ScreamCapture.RATE_HZ, DELAYED_HZ)
                .phase(0);
        return Math.IEEEremainder((early - late) / (2 * Math.PI * DELAYED_HZ) * 1e3, 1e3 / DELAYED_HZ);
    }

    /** A route into one ear alone. */
    private static String oneEar(String name, String source, int ear) {
        StringBuilder rows = new StringBuilder();
        for (int in = 0; in < 8; in++) {
            int only = in == ear ? ear : -1;
            rows.append(in == 0 ? "" : ",")
                    .append(IntStream.range(0, 8)
                            .mapToObj(out -> out == only ? "1" : "0")
                            .collect(Collectors.joining(",", "[", "]")));
        }
        return "{\"name\":\"" + name + "\",\"source\":\"" + source
                + "\",\"sink\":\"Hall\",\"speaker_layouts\":{\"2\":{\"auto_mode\":false,\"matrix\":[" + rows + "]}}}";
    }

    private double bandOf(String sink, int band) {
        return antiphon.get("/sinks/" + sink).path("equalizer").path("b" + band).asDouble();
    }

    private int delayOf(String route) {
        return antiphon.get("/routes/" + route.replace(" ", "%20"))
                .path("delay")
                .asInt();
    }

    private List<String> names(String path) {
        JsonNode all = antiphon.get(path);
        return StreamSupport.stream(all.spliterator(), false)
                .map(each -> each.path("name").asText())
                .toList();
    }
}
