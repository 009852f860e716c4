package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.ServerTest;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 10,000 wrong passwords while others work. */
@Timeout(120)
class PasswordFloodTest extends ServerTest {
    private static final int TRIES = 10_000;
    private static final int GUESSERS = 96;
    private static final int FREE_TRIES = 5;

    /** How long an address waits when it has had its free tries. */
    private static final long WAIT_NS = Duration.ofSeconds(30).toNanos();

    private static final int ADDRESSES = 2_000;
    private static final String OWN_PLACE = "127.0.0.2";
    private static final String PASSWORD = "correct horse";

    private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    private String token = "";

    @Override
    protected String[] flags() {
        return new String[] {"auth", "login"};
    }

    @BeforeEach
    void logIn() throws Exception {
        String cookie = server.logInByLink();
        String anna = "{\"name\":\"Anna\",\"password\":\"" + PASSWORD + "\",\"role\":\"operator\"}";
        assertThat(server.post("/api/users", anna, "Cookie", cookie).statusCode())
                .isEqualTo(201);
        server.post("/sinks", "{\"name\":\"Kitchen\",\"ip\":\"10.0.0.1\"}", "Cookie", cookie);
        token = json(server.post("/api/tokens", "{\"name\":\"Anna's\"}", "Cookie", cookie))
                .get("token")
                .asText();
        try (Connection own = connect(OWN_PLACE)) {
            assertThat(own.logIn("Anna", PASSWORD)).isEqualTo(200); // the place is known from now on
        }
    }

    @Test
    void fromOneAddressDoNotKeepOthersFromWorkingAndLoggingIn() throws Exception {
        long begunNs = System.nanoTime();
        flood(TRIES, TRIES);
        long waits = (System.nanoTime() - begunNs) / WAIT_NS;

        assertThat(answers.getOrDefault(403, 0))
                .as("looked at, some more after each wait")
                .isLessThanOrEqualTo((int) (FREE_TRIES * (1 + waits)));
    }

    @Test
    void fromTwoThousandAddressesDoNotKeepOthersFromWorkingAndLoggingIn() throws Exception {
        flood(2 * ADDRESSES, 2);

        assertThat(answers.getOrDefault(429, 0))
                .as("every address has free tries left")
                .isZero();
    }

    /** Lets guessers try, from a new address after so many tries, until all tries are made; Anna works meanwhile. */
    private void flood(int most, int triesOfAnAddress) throws Exception {
        double[] quietMs = work(() -> true, 300);
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger running = new AtomicInteger(GUESSERS);
        try (ExecutorService guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < GUESSERS; i++) {
                int guesser = i;
                all.add(guessers.submit(() -> {
                    guess(guesser, triesOfAnAddress, most, tries);
                    return running.decrementAndGet();
                }));
            }
            double[] floodMs = work(() -> running.get() > 0, Integer.MAX_VALUE);
            for (Future<?> guesser : all) {
                guesser.get();
            }
            System.out.printf(
                    Locale.ROOT,
                    "password flood: answers=%s; another's volume call: quiet median=%.1f p99=%.1f ms, flood median=%.1f"
                            + " p99=%.1f ms, %d calls%n",
                    new TreeMap<>(answers),
                    at(quietMs, 0.5),
                    at(quietMs, 0.99),
                    at(floodMs, 0.5),
                    at(floodMs, 0.99),
                    floodMs.length);
            assertThat(floodMs).as("calls that went on").isNotEmpty();
        }
        assertThat(answers.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(most);
        assertThat(answers.keySet()).isSubsetOf(403, 429, 503);
    }

    private void guess(int guesser, int triesOfAnAddress, int most, AtomicInteger tries) throws IOException {
        for (int address = 0; tries.get() < most; address++) {
            String place = "127." + (10 + guesser) + "." + address / 250 + "." + (1 + address % 250);
            try (Connection connection = connect(triesOfAnAddress == TRIES ? "127.0.0.3" : place)) {
                for (int i = 0; i < triesOfAnAddress && tries.incrementAndGet() <= most; i++) {
                    answers.merge(connection.logIn("Anna", "wrong horse " + i), 1, Integer::sum);
                }
            }
        }
    }

    /** Turns a volume again and again, and logs in anew now and then. Every call must succeed. */
    private double[] work(Condition goesOn, int most) throws IOException {
        List<Double> tookMs = new ArrayList<>();
        try (Connection calls = connect(OWN_PLACE);
                Connection logins = connect(OWN_PLACE)) {
            for (int i = 0; i < most && goesOn.holds(); i++) {
                long begunNs = System.nanoTime();
                assertThat(calls.send("GET", "/sinks/Kitchen/volume/0." + (1 + i % 9), ""))
                        .isEqualTo(200);
                tookMs.add((System.nanoTime() - begunNs) / 1e6);
                if (i % 50 == 0) {
                    assertThat(logins.logIn("Anna", PASSWORD)).isEqualTo(200);
                }
            }
        }
        return tookMs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double at(double[] sorted, double part) {
        return Arrays.stream(sorted)
                .skip((long) (part * (sorted.length - 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private Connection connect(String from) throws IOException {
        return new Connection(from, server.plane.port(), token);
    }

    /** Whether to go on. */
    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    /** A kept-alive connection from an address of this machine. One thread uses it. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket = new Socket();
        private final DataInputStream in;
        private final String token;

        Connection(String from, int port, String token) throws IOException {
            this.token = token;
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            in = new DataInputStream(socket.getInputStream());
        }

        int logIn(String user, String password) throws IOException {
            return send("POST", "/api/login", "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}");
        }

        /** The status of the answer. */
        int send(String method, String path, String body) throws IOException {
            String request = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            int status = Integer.parseInt(line().split(" ", 3)[1]);
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(header.split(":", 2)[1].strip());
                }
            }
            in.readFully(new byte[length]);
            return status;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
                line.append((char) c);
            }
            return line.toString().strip();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
