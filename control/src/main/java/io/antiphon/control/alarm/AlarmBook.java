package io.antiphon.control.alarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Since when something is wrong, and what is right again. One thread notes; any thread reads. */
final class AlarmBook {
    /** What is right again is told of this many. */
    static final int MENDED_KEPT = 20;

    private volatile List<Standing> now = List.of();
    private volatile List<Mended> mended = List.of();

    /** Notes what is wrong at this moment; what was wrong before and is not among it is mended. */
    void note(List<Alarm> wrong, Instant at) {
        Map<String, Standing> before = new LinkedHashMap<>();
        now.forEach(standing -> before.put(standing.alarm().id(), standing));
        List<Standing> next = new ArrayList<>();
        for (Alarm alarm : wrong) {
            Standing known = before.remove(alarm.id());
            next.add(new Standing(alarm, known == null ? at : known.since()));
        }
        next.sort((a, b) -> a.alarm().severity() == b.alarm().severity()
                ? b.since().compareTo(a.since())
                : a.alarm().severity().compareTo(b.alarm().severity()));
        if (!before.isEmpty()) {
            List<Mended> all = new ArrayList<>();
            before.values().forEach(gone -> all.add(new Mended(gone.alarm(), gone.since(), at)));
            all.addAll(mended);
            mended = List.copyOf(all.subList(0, Math.min(MENDED_KEPT, all.size())));
        }
        now = List.copyOf(next);
    }

    /** What is wrong, alarms before warnings, the newest first. */
    List<Standing> now() {
        return now;
    }

    /** What is right again, the newest first. */
    List<Mended> mended() {
        return mended;
    }

    /**
     * What is wrong.
     *
     * @param alarm as it is now
     * @param since since when it is
     */
    record Standing(Alarm alarm, Instant since) {}

    /**
     * What is right again.
     *
     * @param alarm as it was last
     * @param since since when it was wrong
     * @param until when it became right
     */
    record Mended(Alarm alarm, Instant since, Instant until) {}
}
