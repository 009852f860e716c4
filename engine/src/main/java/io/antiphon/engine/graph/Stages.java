package io.antiphon.engine.graph;

import io.antiphon.engine.audio.RealTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A schedule cut into stages that two threads can share: within a stage no node feeds another, so that either half may
 * run anywhere, and the result is the same to the last bit. Levels with few nodes are not worth a meeting of two
 * processors, and are run by one.
 *
 * <pre>
 * stage 1   32 sources      16 here, 16 there
 * stage 2   32 gains        16 here, 16 there
 * stage 3   mix, gain, out  all here
 * </pre>
 */
final class Stages {
    /** Nodes that make a level worth sharing: together they take some microseconds, a meeting takes about one. */
    static final int LEAST_SHARED = 32;

    private final List<Schedule.Step> steps;
    private final int[] ends;
    private final int[] splits;

    private Stages(List<Schedule.Step> steps, List<Integer> ends, List<Integer> splits) {
        this.steps = steps;
        this.ends = ends.stream().mapToInt(Integer::intValue).toArray();
        this.splits = splits.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Sorts steps, each behind its inputs, by level, and cuts them. */
    static Stages of(List<Schedule.Step> ordered) {
        Map<Node, Integer> levels = new HashMap<>();
        int deepest = 0;
        for (Schedule.Step step : ordered) {
            int level = 0;
            for (Link input : step.inputs()) {
                level = Math.max(level, levels.getOrDefault(input.from(), 0) + 1);
            }
            levels.put(step.node(), level);
            deepest = Math.max(deepest, level);
        }
        List<Schedule.Step> steps = new ArrayList<>(ordered);
        steps.sort(Comparator.comparing(step -> levels.get(step.node())));
        int[] counts = new int[deepest + 1];
        levels.values().forEach(level -> counts[level]++);
        return cut(steps, counts);
    }

    private static Stages cut(List<Schedule.Step> steps, int[] counts) {
        List<Integer> ends = new ArrayList<>();
        List<Integer> splits = new ArrayList<>();
        int at = 0;
        boolean alone = false;
        for (int count : counts) {
            boolean shared = count >= LEAST_SHARED;
            int end = at + count;
            if (!shared && alone) {
                ends.set(ends.size() - 1, end);
                splits.set(splits.size() - 1, end);
            } else {
                ends.add(end);
                splits.add(shared ? at + (count + 1) / 2 : end);
            }
            alone = !shared;
            at = end;
        }
        return new Stages(steps, ends, splits);
    }

    /** Steps in the order of the stages; as good as any other order for one thread. */
    List<Schedule.Step> steps() {
        return steps;
    }

    /** Number of stages. */
    @RealTime
    int count() {
        return ends.length;
    }

    /** Index behind a stage's last step; the next stage begins there. */
    @RealTime
    int end(int stage) {
        return ends[stage];
    }

    /** Index of the first step that the helper runs; the stage's end when it has none. */
    @RealTime
    int split(int stage) {
        return splits[stage];
    }

    /** True when there is something to share. */
    @RealTime
    boolean isShared() {
        return ends.length > 1 || (ends.length == 1 && splits[0] < ends[0]);
    }
}
