package io.antiphon.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.ServerTest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that shows the API: all of it comes from this server. */
class DocsTest extends ServerTest {
    private static final Pattern FETCHED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @Override
    protected String[] flags() {
        return new String[] {"auth", "login"};
    }

    @Test
    void thePageAndAllThatItLoadsIsThereBeforeALogin() throws Exception {
        HttpResponse<String> page = server.get("/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(type(page)).matches("text/html; ?charset=utf-8");
        Matcher matcher = FETCHED.matcher(page.body());
        int files = 0;
        while (matcher.find()) {
            String path = matcher.group(1);
            assertThat(path).as("of this server").startsWith("/").doesNotStartWith("//");
            if (path.startsWith("/docs/")) {
                HttpResponse<String> file = server.get(path);
                assertThat(file.statusCode()).as(path).isEqualTo(200);
                assertThat(type(file)).matches("text/(css|javascript); ?charset=utf-8");
                assertThat(file.body()).isNotBlank();
                files++;
            }
        }
        assertThat(files).isEqualTo(4);
    }

    @Test
    void nothingInItNeedsMoreThanThePolicyGives() throws Exception {
        HttpResponse<String> page = server.get("/docs/");
        assertThat(page.body()).doesNotContain("<style", "style=").doesNotContainPattern("<script>|\\son[a-z]+=");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'")
                .doesNotContain("script-src", "unsafe-eval");
    }

    @Test
    void redocLeadsThere() throws Exception {
        HttpResponse<String> answer = server.get("/redoc");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/docs");
        assertThat(server.get("/openapi.json").statusCode()).isEqualTo(401);
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }
}
