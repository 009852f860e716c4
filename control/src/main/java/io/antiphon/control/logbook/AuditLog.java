package io.antiphon.control.logbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.schema.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who changed what: a line of JSON for each request that did or wanted to. Values are left out, passwords are among them.
 * Whoever sets up logging sends the logger {@link #LOGGER} to the file {@link #FILE} beside the log, whatever the levels
 * are. Any thread.
 */
public final class AuditLog {
    /** Name of the logger. */
    public static final String LOGGER = "antiphon.audit";

    /** Name of the file. */
    public static final String FILE = "audit.log";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final LogFiles files;
    private final InstantSource clock;

    /**
     * @param files where {@link #FILE} is found again
     * @param clock tells when it was
     */
    public AuditLog(LogFiles files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    /** Writes one down. */
    public void write(Entry entry) {
        ObjectNode line = Json.object().put("time", clock.instant().toString());
        line.setAll(Json.tree(entry));
        LOG.info("{}", line);
    }

    /** The last entries, the newest first. */
    public List<JsonNode> last(int count) throws IOException {
        Optional<Path> file = files.find(FILE);
        if (file.isEmpty()) {
            return List.of();
        }
        List<JsonNode> entries = new ArrayList<>();
        for (String line : new LogTail(file.get()).last(count).reversed()) {
            try {
                entries.add(Json.MAPPER.readTree(line));
            } catch (JsonProcessingException e) {
                entries.add(Json.object().put("unreadable", line)); // somebody else wrote into the file
            }
        }
        return entries;
    }

    /**
     * What is written down of a request.
     *
     * @param who a user, {@code token …}, {@code login link} or {@code anybody}
     * @param address where it came from
     * @param method HTTP method
     * @param path path, without the query
     * @param keys keys of the body
     * @param status the answer
     */
    public record Entry(String who, String address, String method, String path, List<String> keys, int status) {
        public Entry {
            keys = List.copyOf(keys);
        }
    }
}
