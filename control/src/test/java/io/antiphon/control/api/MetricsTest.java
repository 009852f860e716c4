package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.ServerTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest extends ServerTest {
    /** A line of the text format 0.0.4: name, labels, number. */
    private static final Pattern SAMPLE =
            Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(\\{([a-z_]+=\"([^\"\\\\]|\\\\.)*\",?)+})? \\S+");

    @Test
    void everyLineIsACommentOrASample() throws Exception {
        add("Two \\\"words\\\"");
        HttpResponse<String> response = server.get("/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(lines(response))
                .isNotEmpty()
                .allMatch(line -> SAMPLE.matcher(line).matches());
        assertThat(response.body()).contains("name=\"Two \\\"words\\\"\"").contains("jvm_memory_used_bytes");
    }

    @Test
    void periodsAreCounted() throws Exception {
        for (int i = 0; i < 7; i++) {
            server.engine.renderPeriod();
        }

        HttpResponse<String> response = server.get("/metrics/");

        assertThat(lines(response))
                .contains("antiphon_engine_periods_total 7.0")
                .anyMatch(line -> line.startsWith("antiphon_engine_lateness_seconds_bucket{le=\"+Inf\"}"));
    }

    @Test
    void requestsAreTimed() throws Exception {
        server.get("/sinks");
        server.get("/sinks");

        assertThat(lines(server.get("/metrics")))
                .filteredOn(line -> line.startsWith("antiphon_http_request_seconds_count"))
                .singleElement()
                .satisfies(line -> assertThat(Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .isBetween(1.0, 2.0)); // the second may be noted after its answer
    }

    @Test
    void sourceKeepsItsSeriesWhenItIsRenamedAndLosesItWhenItIsDeleted() throws Exception {
        String id = add("Before");
        String series = "antiphon_endpoint_info{id=\"" + id + "\",kind=\"sink\",name=\"%s\"} 1.0";
        assertThat(lines(server.get("/metrics")))
                .contains("antiphon_sink_failed{id=\"" + id + "\"} 0.0")
                .contains(series.formatted("Before"));

        server.put("/sinks/Before", "{\"name\":\"After\"}");
        assertThat(lines(server.get("/metrics")))
                .contains("antiphon_sink_failed{id=\"" + id + "\"} 0.0")
                .contains(series.formatted("After"))
                .doesNotContain(series.formatted("Before"));

        server.delete("/sinks/After");
        assertThat(server.get("/metrics").body()).doesNotContain(id);
    }

    @Test
    void loginIsNeededWhereItIsNeeded() throws Exception {
        restart("auth", "login");

        HttpResponse<String> refused = server.get("/metrics");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(json(refused).get("code").asText()).isEqualTo("login_needed");
    }

    private String add(String name) throws Exception {
        server.post("/sinks", "{\"name\":\"" + name + "\",\"ip\":\"10.0.0.1\"}");
        server.post("/sources", "{\"name\":\"s\",\"ip\":\"10.0.0.1\"}");
        server.post("/routes", "{\"name\":\"r\",\"source\":\"s\",\"sink\":\"" + name + "\",\"enabled\":true}");
        String id = json(server.get("/sinks")).get(0).get("config_id").asText();
        server.send("GET", "/routes/r/disable", null);
        return id;
    }

    private static List<String> lines(HttpResponse<String> response) {
        return response.body().lines().filter(line -> !line.startsWith("#")).toList();
    }
}
