package io.antiphon.systemtests.peer;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, or the one that {@code ANTIPHON_CHROMIUM} names, without a window, driven by Playwright. */
public final class Chromium implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--autoplay-policy=no-user-gesture-required",
            "--allow-loopback-in-peer-connection");

    private final Playwright playwright;
    private final Browser browser;

    /** @param more flags beside the usual ones */
    public Chromium(String... more) {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.addAll(List.of(more));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Programs.require("chromium"))
                        .setArgs(flags));
    }

    /** A page at desktop size. */
    public Page open(String address) {
        Page page = emptyPage();
        page.navigate(address);
        return page;
    }

    /** A page at desktop size that shows nothing yet. */
    public Page emptyPage() {
        return browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 900));
    }

    /** Ends the browser without a word to anyone: all that descends from Playwright's driver. */
    public void kill() {
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/node"))
                .flatMap(ProcessHandle::descendants)
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
