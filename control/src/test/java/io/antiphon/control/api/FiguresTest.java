package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.ServerTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The figures have every field that the ancestors' clients read, of the type that they expect. */
class FiguresTest extends ServerTest {
    private static final List<String> BUFFER = List.of(
            "size", "high_watermark", "depth_ms", "fill_percent", "push_rate_per_second", "pop_rate_per_second");

    @BeforeEach
    void playASource() throws Exception {
        server.post("/sources", "{\"name\":\"A\",\"ip\":\"10.0.0.1\",\"config_id\":\"a\"}");
        server.post("/sinks", "{\"name\":\"K\",\"ip\":\"10.0.0.2\",\"config_id\":\"k\"}");
        server.post("/routes", "{\"name\":\"R\",\"source\":\"A\",\"sink\":\"K\"}");
        server.post("/api/whep/K", "v=0", "Content-Type", "application/sdp");
    }

    @Test
    void statsAreWhole() throws Exception {
        JsonNode stats = json(server.get("/api/stats"));

        numbers(stats.path("global_stats"), "timeshift_buffer_total_size", "packets_added_to_timeshift_per_second");
        buffers(stats.path("global_stats"), "timeshift_inbound_buffer");
        JsonNode stream = stats.path("stream_stats").path("10.0.0.1");
        numbers(
                stream,
                "jitter_estimate_ms",
                "packets_per_second",
                "timeshift_buffer_size",
                "timeshift_buffer_late_packets",
                "timeshift_buffer_lagging_events",
                "tm_buffer_underruns",
                "tm_packets_discarded",
                "last_arrival_time_error_ms",
                "total_anchor_adjustment_ms",
                "total_packets_in_stream",
                "target_buffer_level_ms",
                "buffer_target_fill_percentage",
                "playback_rate",
                "system_jitter_ms",
                "last_system_delay_ms");
        buffers(stream, "timeshift_buffer");
        JsonNode source = stats.path("source_stats").path(0);
        texts(source, "instance_id", "source_tag");
        numbers(
                source,
                "input_queue_size",
                "output_queue_size",
                "packets_processed_per_second",
                "reconfigurations",
                "playback_rate",
                "input_samplerate",
                "output_samplerate",
                "resample_ratio",
                "last_packet_age_ms",
                "last_origin_age_ms",
                "chunks_pushed",
                "discarded_packets",
                "avg_processing_ms",
                "peak_process_buffer_samples");
        buffers(source, "input_buffer", "output_buffer", "process_buffer", "timeshift_buffer");
        assertThat(stream.at("/timeshift_buffer/depth_ms").asDouble())
                .isEqualTo(stream.path("latency_ms").asDouble());
        assertThat(source.at("/input_buffer/depth_ms").asDouble())
                .isEqualTo(stream.path("latency_ms").asDouble());
        JsonNode sink = stats.path("sink_stats").path(0);
        texts(sink, "sink_id");
        numbers(
                sink,
                "active_input_streams",
                "total_input_streams",
                "packets_mixed_per_second",
                "sink_buffer_underruns",
                "sink_buffer_overflows",
                "mp3_buffer_overflows",
                "last_chunk_dwell_ms",
                "avg_chunk_dwell_ms",
                "last_send_gap_ms",
                "avg_send_gap_ms");
        buffers(sink, "payload_buffer", "mp3_output_buffer", "mp3_pcm_buffer");
        JsonNode input = sink.path("inputs").path(0);
        assertThat(input.path("instance_id").asText()).isEqualTo("a_to_k");
        numbers(
                input,
                "last_chunk_dwell_ms",
                "avg_chunk_dwell_ms",
                "underrun_events",
                "ready_total_received",
                "ready_total_popped",
                "ready_total_dropped");
        assertThat(input.path("underrun_events").asInt()).as("of its stream").isEqualTo(2);
        buffers(input, "source_output_queue", "ready_queue");
        JsonNode listener = sink.path("webrtc_listeners").path(0);
        texts(listener, "listener_id", "connection_state");
        numbers(listener, "pcm_buffer_size", "packets_sent_per_second");
        assertThat(stats.at("/engine/kernels").isArray()).isTrue();
    }

    @Test
    void packetsASecondAreThoseOfTheTimeBetween() throws Exception {
        server.get("/api/stats");
        server.clock.advance(500_000_000L);
        JsonNode stream = json(server.get("/api/stats")).path("stream_stats").path("10.0.0.1");

        assertThat(stream.path("total_packets_in_stream").asLong()).isEqualTo(7);
        assertThat(stream.path("packets_per_second").asDouble()).isZero();
    }

    @Test
    void systemInfoIsWhole() throws Exception {
        JsonNode info = json(server.get("/api/system/info"));

        texts(info, "hostname", "fqdn", "uptime_human");
        texts(info.path("platform"), "system", "release", "version", "machine", "python");
        texts(info.path("server_time"), "local_iso", "utc_iso");
        numbers(info, "uptime_seconds", "cpu_count");
        numbers(info.path("load_average"), "one", "five", "fifteen");
        numbers(info.path("memory"), "total_mb", "available_mb", "used_mb", "used_percent");
        texts(info.path("process"), "name", "status", "uptime_human", "started_at");
        numbers(
                info.path("process"),
                "pid",
                "cpu_percent",
                "memory_percent",
                "memory_rss_mb",
                "num_threads",
                "uptime_seconds");
        assertThat(info.path("uptime_human").asText()).matches("\\d+d \\d\\dh \\d\\dm \\d\\ds");
        assertThat(info.at("/process/memory_percent").asDouble()).isBetween(0.1, 100.0);
        assertThat(info.at("/memory/available_mb").asDouble())
                .isBetween(1.0, info.at("/memory/total_mb").asDouble());
    }

    private static void numbers(JsonNode of, String... names) {
        for (String name : names) {
            assertThat(of.path(name).isNumber()).as(name + " of " + of).isTrue();
        }
    }

    private static void texts(JsonNode of, String... names) {
        for (String name : names) {
            assertThat(of.path(name).isTextual()).as(name + " of " + of).isTrue();
        }
    }

    private static void buffers(JsonNode of, String... names) {
        for (String name : names) {
            numbers(of.path(name), BUFFER.toArray(String[]::new));
        }
    }
}
