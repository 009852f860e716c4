package io.antiphon.control.api.rest;

import io.antiphon.control.auth.Deed;
import io.antiphon.control.auth.Gate;
import io.antiphon.control.auth.Identity;
import io.antiphon.control.listen.ListenerOrigin;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Who sends requests, for what is written down of them. Any thread. */
final class Senders {
    private final Gate gate;

    Senders(Gate gate) {
        this.gate = gate;
    }

    /** Who wants to listen. */
    ListenerOrigin listener(Context ctx) {
        String user = gate.isLoginNeeded()
                ? gate.sender(GateFilter.request(ctx, false))
                        .map(Identity::name)
                        .orElse("")
                : "";
        return new ListenerOrigin(ctx.req().getRemoteAddr(), user);
    }

    /** Who sent it; null when nobody is known to have. */
    @Nullable
    Identity identity(Context ctx) {
        return gate.sender(GateFilter.request(ctx, false)).orElse(null);
    }

    /** Whether the sender may do that too. */
    boolean may(Context ctx, Deed deed) {
        return gate.sender(GateFilter.request(ctx, false))
                .map(sender -> sender.may(deed))
                .orElse(false);
    }

    /** Name of the user, or what else let the request in. */
    String name(Context ctx) {
        return gate.sender(GateFilter.request(ctx, false)).map(Identity::name).orElse("nobody known");
    }
}
