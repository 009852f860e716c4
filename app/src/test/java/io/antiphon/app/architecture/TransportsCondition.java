package io.antiphon.app.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** Any two parts of io are strangers, but for those that all may use and the few that build on another. */
final class TransportsCondition extends ArchCondition<JavaClass> {
    static final TransportsCondition INSTANCE = new TransportsCondition();

    private static final String IO = "io.antiphon.io.";
    private static final Set<String> SHARED = Set.of("foreign", "codec", "container", "net");
    private static final Map<String, Set<String>> BUILT_ON =
            Map.of("webrtc", Set.of("rtp", "sdp"), "rtp", Set.of("sdp"), "sap", Set.of("sdp"));

    private TransportsCondition() {
        super("know no other transport");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String from = part(type);
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            String to = part(dependency.getTargetClass());
            if (!to.isEmpty() && !mayUse(from, to)) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }

    private static boolean mayUse(String from, String to) {
        return from.equals(to)
                || SHARED.contains(to)
                || BUILT_ON.getOrDefault(from, Set.of()).contains(to);
    }

    /** The first package below io; empty elsewhere. */
    private static String part(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(IO) ? name.substring(IO.length()).split("\\.", 2)[0] : "";
    }
}
