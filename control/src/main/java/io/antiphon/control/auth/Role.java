package io.antiphon.control.auth;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What somebody is here for. The tables here are the whole of what each role may. */
public enum Role {
    /** Everything, users and settings among it. */
    ADMIN,
    /** What should play where. */
    OPERATOR,
    /** Seeing what there is, and hearing it. */
    LISTENER;

    private static final Set<Area> OPERATOR_CHANGES = Collections.unmodifiableSet(EnumSet.of(
            Area.OWN,
            Area.SINKS,
            Area.SOURCES,
            Area.ROUTES,
            Area.EQUALIZERS,
            Area.PREFERENCES,
            Area.SCENES,
            Area.HISTORY,
            Area.DISCOVERY));

    private static final Set<Area> LISTENER_READS = Collections.unmodifiableSet(EnumSet.of(
            Area.OWN,
            Area.SINKS,
            Area.SOURCES,
            Area.ROUTES,
            Area.EQUALIZERS,
            Area.PREFERENCES,
            Area.SCENES,
            Area.STATS,
            Area.SYSTEM));

    /** Its name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that name. */
    public static Optional<Role> of(String wireName) {
        return Stream.of(values())
                .filter(role -> role.wireName().equals(wireName))
                .findFirst();
    }

    /** Everybody who may come in may listen. */
    boolean may(Deed deed) {
        Area area = deed.area();
        return switch (deed.verb()) {
            case LISTEN -> true;
            case READ -> this == ADMIN || (this == OPERATOR ? area != Area.USERS : LISTENER_READS.contains(area));
            case CHANGE -> this == ADMIN || (this == OPERATOR ? OPERATOR_CHANGES.contains(area) : area == Area.OWN);
        };
    }
}
