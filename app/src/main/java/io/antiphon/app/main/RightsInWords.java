package io.antiphon.app.main;

import io.antiphon.engine.render.RealTimeRight;
import io.antiphon.io.foreign.Outcome;

/** What was had of the system and what was not, in sentences for whoever runs the server: what it means, what to do. */
final class RightsInWords {
    static final RealTimeRight MEMORY_NOT_WANTED = new RealTimeRight(
            "memory_lock", false, "Not asked for; the setting lock-memory is for machines that swap.");

    private RightsInWords() {}

    static RealTimeRight render(Outcome outcome, boolean lowered) {
        String name = "render_priority";
        if (lowered) {
            return new RealTimeRight(
                    name,
                    false,
                    "The audio thread did not stop working for a second and runs at normal priority until it does well"
                            + " again: take nodes out of the graph, or make the period longer (setting period).");
        }
        return outcome.granted()
                ? new RealTimeRight(name, true, "The audio thread has real-time priority 70.")
                : new RealTimeRight(
                        name,
                        false,
                        "The audio thread has no real-time priority (" + outcome.reason()
                                + "): sound may break up when the machine is busy. Run as root, or give the user an"
                                + " rtprio limit of 80.");
    }

    static RealTimeRight machine(boolean realTime) {
        return realTime
                ? new RealTimeRight("machine_priority", true, "The rest of the program has a low real-time priority.")
                : new RealTimeRight(
                        "machine_priority",
                        false,
                        "The rest of the program runs at normal priority: when other work sets one of its threads aside,"
                                + " sound may wait for it, up to some 300 ms. Start it by ./antiphon run with chrt, as"
                                + " root or with an rtprio limit.");
    }

    static RealTimeRight timer(boolean absolute, boolean slackGranted) {
        if (!absolute) {
            return new RealTimeRight("timer", false, "Periods are waited for by parking, which wakes less exactly.");
        }
        return slackGranted
                ? new RealTimeRight("timer", true, "Periods are waited for by clock_nanosleep with 1 ns of slack.")
                : new RealTimeRight("timer", false, "Periods are waited for by clock_nanosleep with 50 µs of slack.");
    }

    static RealTimeRight memory(Outcome outcome) {
        return outcome.granted()
                ? new RealTimeRight("memory_lock", true, "Memory that was used once stays in RAM.")
                : new RealTimeRight(
                        "memory_lock",
                        false,
                        "Memory may be paged out (" + outcome.reason()
                                + "): run as root, or give the user an unlimited memlock limit.");
    }
}
