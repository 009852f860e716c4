package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.Chromium;
import io.antiphon.systemtests.peer.RequiresProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page that shows the API, in a real browser under the server's own policy. */
@RequiresProgram("chromium")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DocsPageTest {
    @Test
    void everyCallIsShownInDarkAndLightAndOnAPhoneWithoutAComplaint() throws IOException {
        try (AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("docs-page"));
                Chromium chromium = new Chromium()) {
            Page page = chromium.emptyPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") && !message.text().contains("404")) { // the icon of a page not built
                    complaints.add(message.text());
                }
            });
            List<String> elsewhere = new ArrayList<>();
            page.onRequest(request -> {
                if (!request.url().startsWith(antiphon.address())
                        && !request.url().startsWith("data:")) {
                    elsewhere.add(request.url());
                }
            });

            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.navigate(antiphon.address() + "/docs");
            page.waitForSelector(".opblock-tag-section");
            String dark = ground(page);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            page.waitForFunction("() => !document.documentElement.classList.contains('dark-mode')");
            String light = ground(page);
            assertThat(dark).as("background in the dark").isNotEqualTo(light);

            page.setViewportSize(390, 844);
            page.locator(".opblock-tag").first().click();
            page.locator(".opblock-summary").first().click();
            page.waitForSelector(".opblock-body");
            assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("nothing stands out at the side")
                    .isEqualTo(390);
            assertThat(complaints).isEmpty();
            assertThat(elsewhere).isEmpty();
        }
    }

    private static String ground(Page page) {
        return String.valueOf(page.evaluate("() => getComputedStyle(document.body).backgroundColor"));
    }
}
