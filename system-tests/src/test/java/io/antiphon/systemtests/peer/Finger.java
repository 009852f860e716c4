package io.antiphon.systemtests.peer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;

/** One finger on the screen of a page in Chromium, which is told to have such a screen. Belongs to the page's thread. */
public final class Finger {
    private static final int STEPS = 8;

    private final CDPSession browser;
    private double x;
    private double y;

    public Finger(Page page) {
        browser = page.context().newCDPSession(page);
        JsonObject touches = new JsonObject();
        touches.addProperty("enabled", true);
        browser.send("Emulation.setTouchEmulationEnabled", touches);
    }

    /** Puts it on the middle of that. */
    public void press(Locator on) {
        BoundingBox box = on.boundingBox();
        x = box.x + box.width / 2;
        y = box.y + box.height / 2;
        touch("touchStart");
    }

    /** Moves it to the middle of that. */
    public void moveTo(Locator there) {
        BoundingBox box = there.boundingBox();
        moveBy(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
    }

    /** Moves it by so many pixels. */
    public void moveBy(double right, double down) {
        for (int step = 0; step < STEPS; step++) {
            x += right / STEPS;
            y += down / STEPS;
            touch("touchMove");
        }
    }

    /** Takes it away. */
    public void lift() {
        touch("touchEnd");
    }

    private void touch(String type) {
        JsonArray points = new JsonArray();
        if (!type.equals("touchEnd")) {
            JsonObject point = new JsonObject();
            point.addProperty("x", x);
            point.addProperty("y", y);
            points.add(point);
        }
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        browser.send("Input.dispatchTouchEvent", event);
    }
}
