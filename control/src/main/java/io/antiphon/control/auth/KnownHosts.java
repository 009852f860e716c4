package io.antiphon.control.auth;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The names by which a browser may call a server that asks nobody to log in. A site whose name leads to this machine for a
 * moment (DNS rebinding) is no other site to the browser; only the name it calls by gives it away. Any thread.
 */
final class KnownHosts {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");

    private final Set<String> names = ConcurrentHashMap.newKeySet();

    /** @param publicNames names from the settings, beside those that it knows by itself */
    KnownHosts(Collection<String> publicNames) {
        publicNames.forEach(this::add);
        add("localhost");
        // The system may have to ask a name server for its own name.
        Thread.ofVirtual().name("own-names").start(this::addOwnNames);
    }

    /** True for an address, for the machine's own names, for names that only the local network gives, and for the settings'. */
    boolean knows(String hostHeader) {
        String host = name(hostHeader);
        return IPV4.matcher(host).matches()
                || IPV6.matcher(host).matches()
                || host.endsWith(".local")
                || host.endsWith(".localhost")
                || names.contains(host);
    }

    private void addOwnNames() {
        try {
            InetAddress own = InetAddress.getLocalHost();
            add(own.getHostName());
            add(own.getCanonicalHostName());
        } catch (IOException e) {
            // A machine that does not know its own name is called by its address.
            return;
        }
    }

    private void add(String name) {
        names.add(name(name));
    }

    /** Without the port and the dot that ends an absolute name. */
    private static String name(String hostHeader) {
        String host = hostHeader.strip().toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
