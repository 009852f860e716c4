package io.antiphon.control.api;

import io.antiphon.control.api.live.LiveApi;
import io.antiphon.control.api.live.LogApi;
import io.antiphon.control.api.live.StreamSocket;
import io.antiphon.control.api.rest.EarlyRefusals;
import io.antiphon.control.api.rest.OneStreamApi;
import io.antiphon.control.api.rest.RestApi;
import io.antiphon.control.schema.Json;
import io.antiphon.control.settings.Setting;
import io.antiphon.control.stats.RequestTimes;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsHandlerType;
import java.net.BindException;
import java.security.KeyStore;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** The HTTP server: one port, a virtual thread for each request. One start, one close. */
public final class ApiServer implements AutoCloseable {
    /** 0: a stop does not wait for clients that keep connections open, which browsers do for minutes. */
    private static final long STOP_TIMEOUT_MS = 0;

    /** Clients that may wait to be accepted: the JDK's 50 lets players that come together try again after one, three, seven s. */
    private static final int ACCEPT_QUEUE = 4_096;

    /** Names may hold a percent sign and a backslash; a slash or dots in them stay refused. */
    private static final UriCompliance URIS = UriCompliance.DEFAULT.with(
            "antiphon",
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

    private static final Set<String> METHODS = Set.of("GET", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private final String host;
    private final int port;
    private final String portFlag;
    private final SslContextFactory.@Nullable Server ssl;
    private final Javalin javalin;

    /**
     * @param host address to listen on
     * @param port port, 0 for any free one
     * @param keys certificate and key; null for plain HTTP
     * @param requests takes note of how long each request takes
     */
    public ApiServer(
            String host,
            int port,
            @Nullable KeyStore keys,
            RestApi rest,
            LiveApi live,
            LogApi logs,
            StreamSocket streams,
            RequestTimes requests) {
        this.host = host;
        this.port = port;
        this.portFlag = Setting.API_PORT.flag();
        this.ssl = keys == null ? null : ssl(keys);
        this.javalin = Javalin.create(config -> {
            configure(config, requests);
            rest.register(config.routes);
            live.register(config.routes);
            logs.register(config.routes);
            streams.register(config.routes);
            config.routes.get("/openapi.json", this::describe);
        });
    }

    /**
     * One stream alone, by plain HTTP.
     *
     * @param host address to listen on
     * @param port port, 0 for any free one
     * @param portFlag the option that chooses the port
     */
    public ApiServer(String host, int port, String portFlag, OneStreamApi stream) {
        this.host = host;
        this.port = port;
        this.portFlag = portFlag;
        this.ssl = null;
        this.javalin = Javalin.create(config -> {
            configure(config, new RequestTimes());
            stream.register(config.routes);
        });
    }

    private void describe(Context ctx) {
        Stream<OpenApi.Call> calls = javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .filter(handler -> METHODS.contains(handler.endpoint.method.name()))
                .map(handler -> new OpenApi.Call(handler.endpoint.method.name(), handler.endpoint.path));
        Stream<OpenApi.Call> sockets = javalin.unsafe.internalRouter.allWsHandlers().stream()
                .filter(handler -> handler.getType() == WsHandlerType.WEBSOCKET)
                .map(handler -> new OpenApi.Call(OpenApi.SOCKET, handler.getPath()));
        ctx.contentType("application/json")
                .result(Json.text(OpenApi.document(Stream.concat(calls, sockets).toList())));
    }

    /** Begins to listen. */
    public void start() throws StartException {
        try {
            javalin.start();
        } catch (RuntimeException e) {
            if (isTaken(e)) {
                throw new StartException(
                        "port " + port + " of " + host + " is in use by another program: choose another with --"
                                + portFlag + ", or end that program",
                        e);
            }
            throw new StartException("the API cannot listen at " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    /** Serves another certificate to who connects from now on; connections that stand stay. */
    public void renew(KeyStore keys) {
        if (ssl == null) {
            throw new IllegalStateException("plain HTTP has no certificate");
        }
        try {
            ssl.reload(factory -> factory.setKeyStore(keys));
        } catch (Exception e) {
            throw new IllegalArgumentException("the certificate cannot be served", e);
        }
    }

    private static SslContextFactory.Server ssl(KeyStore keys) {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStore(keys);
        ssl.setKeyStorePassword("");
        // Browsers come by addresses and names that a certificate of our own cannot know (SNI, RFC 6066, section 3).
        ssl.setSniRequired(false);
        return ssl;
    }

    private void configure(JavalinConfig config, RequestTimes requests) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_TIMEOUT_MS);
            server.setErrorHandler(new EarlyRefusals());
            server.setRequestLog((request, response) -> {
                // An endless answer lasts as long as somebody listens.
                if (!String.valueOf(request.getHttpURI().getPath()).startsWith("/stream/")) {
                    requests.add(System.nanoTime() - request.getBeginNanoTime());
                }
            });
        });
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setUriCompliance(URIS);
        });
        config.jetty.modifyServletContextHandler(context -> {
            context.getServletHandler().setDecodeAmbiguousURIs(true);
            context.setErrorHandler(new EarlyRefusals());
        });
        config.jetty.addConnector(this::connector);
    }

    private Connector connector(Server server, HttpConfiguration http) {
        ServerConnector connector;
        if (ssl == null) {
            connector = new ServerConnector(server, new HttpConnectionFactory(http));
        } else {
            SecureRequestCustomizer secure = new SecureRequestCustomizer();
            secure.setSniHostCheck(false);
            http.addCustomizer(secure);
            connector = new ServerConnector(
                    server, new SslConnectionFactory(ssl, "http/1.1"), new HttpConnectionFactory(http));
        }
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        return connector;
    }

    private static boolean isTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return String.valueOf(cause.getMessage()).contains("in use");
            }
        }
        return false;
    }
}
