package io.antiphon.control.running;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.RemoteTarget;
import io.antiphon.control.model.Route;
import io.antiphon.control.model.Sink;
import io.antiphon.control.schema.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The sinks at which routes to other routers end: they run as long as their route is there, in the default format, and are
 * never saved. Pure.
 */
final class RemoteSinks {
    /** Where the ports of other routers begin, and how many there are, as the ancestors choose them. */
    private static final int FIRST_PORT = 41_000;

    private static final int PORTS = 9_000;

    private RemoteSinks() {}

    /** The configuration, with a sink for each route to another router whose sink's name is not that of one here. */
    static Configuration addTo(Configuration configured) {
        List<Route> remote = configured.routes().stream()
                .filter(route -> route.remoteTarget() != null)
                .toList();
        if (remote.isEmpty()) {
            return configured;
        }
        Set<String> taken = new HashSet<>();
        configured.sinks().forEach(sink -> taken.add(sink.name()));
        List<Sink> added = new ArrayList<>();
        for (Route route : remote) {
            RemoteTarget target = route.remoteTarget();
            if (target != null && taken.add(route.sink())) {
                added.addAll(sink(route, target));
            }
        }
        return new Configuration(
                configured.sources(),
                Stream.concat(configured.sinks().stream(), added.stream()).toList(),
                configured.routes());
    }

    /** None when the route does not say where the other router is. */
    private static List<Sink> sink(Route route, RemoteTarget target) {
        String address = target.routerAddress();
        String host = address == null || address.isEmpty() ? target.routerHostname() : address;
        ObjectNode part = Json.object();
        part.putArray("sinks")
                .addObject()
                .put("name", route.sink())
                .put("config_id", "remote-sink-" + route.configId())
                .put("ip", host)
                .put("port", port(route))
                .put("protocol", "rtp")
                .put("sap_target_sink", target.sinkConfigId())
                .put("sap_target_host", target.routerUuid().isEmpty() ? host : target.routerUuid());
        try {
            return ConfigurationEditor.readPart(part).sinks();
        } catch (ChangeRefused e) {
            return List.of();
        }
    }

    private static int port(Route route) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest(route.configId().getBytes(StandardCharsets.UTF_8));
            return FIRST_PORT + Math.floorMod(ByteBuffer.wrap(hash).getInt(), PORTS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
