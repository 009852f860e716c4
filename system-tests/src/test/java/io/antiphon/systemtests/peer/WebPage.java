package io.antiphon.systemtests.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * One open page of the web UI in Chromium, as a person uses it, with all that it complained of. Belongs to the thread
 * that opened it.
 */
public final class WebPage implements AutoCloseable {
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

    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private WebPage(Page page) {
        this.page = page;
        page.addInitScript(KEEP_PEERS);
        page.onConsoleMessage(this::hear);
        page.onPageError(complaints::add);
    }

    /** Opens that address at desktop size, in a browser context of its own. */
    public static WebPage open(Chromium chromium, String address) {
        WebPage opened = new WebPage(chromium.emptyPage());
        opened.page.navigate(address);
        return opened;
    }

    /** The page itself, for what has no method here. */
    public Page page() {
        return page;
    }

    /** Errors and warnings on the console, and exceptions, since the page was opened. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /**
     * The row of an endpoint in the patch.
     *
     * @param side {@code in} or {@code out}
     */
    public Locator row(String side, String name) {
        return page.locator(".row." + side)
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
    }

    /** The buttons of exactly that name. */
    public Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Drags from the middle of one thing to the middle of the other. */
    public void drag(Locator from, Locator to) {
        await("both ends").until(() -> from.count() == 1 && to.count() == 1);
        BoundingBox start = from.boundingBox();
        BoundingBox end = to.boundingBox();
        page.mouse().move(start.x + start.width / 2, start.y + start.height / 2);
        page.mouse().down();
        page.mouse().move(end.x + end.width / 2, end.y + end.height / 2, new Mouse.MoveOptions().setSteps(10));
        page.mouse().up();
    }

    /** What the newest peer connection receives, as {@code getStats} tells it; empty before it receives anything. */
    public JsonNode inbound() {
        return JSON.valueToTree(page.evaluate(INBOUND));
    }

    /** True when the row shows a level and not the sign for silence. */
    public static boolean hasLevel(Locator row) {
        return row.count() == 1 && row.locator(".pk").textContent().matches("\u2212?\\d+\\.\\d");
    }

    /** Waits for a condition on this thread, which is the only one that may ask the page. */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what).pollInSameThread().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    @Override
    public void close() {
        page.close();
    }

    private void hear(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
        }
    }
}
