package io.antiphon.control.model;

import io.antiphon.control.schema.OneOf;
import io.antiphon.control.schema.Range;
import org.jspecify.annotations.Nullable;

/**
 * A sink of another router.
 *
 * @param routerUuid identity of that router
 * @param routerHostname its host name
 * @param routerAddress its address
 * @param routerPort port of its API
 * @param routerScheme scheme of its API
 * @param sinkConfigId identity of the sink there
 * @param sinkName name of the sink there
 */
public record RemoteTarget(
        String routerUuid,
        String routerHostname,
        @Nullable String routerAddress,
        @Range(min = 1, max = 65535) @Nullable Integer routerPort,
        @OneOf({"https", "http"}) String routerScheme,
        String sinkConfigId,
        @Nullable String sinkName) {
    /** No router in particular. */
    public static final RemoteTarget DEFAULT = new RemoteTarget("", "", null, null, "https", "", null);
}
