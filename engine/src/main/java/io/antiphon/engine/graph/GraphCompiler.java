package io.antiphon.engine.graph;

import io.antiphon.engine.dsp.RampedGain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns specs into schedules and keeps what lives on from one to the next: nodes with their state, links with their
 * gain. Owned by the control thread.
 *
 * <p>A link that comes new into a running mix is faded in. One that leaves a mix is first faded out: it stays in the
 * schedule with target 0, and with it the nodes it hangs on, until {@link #compileSettled} is called. Before a port
 * with a single link that is rewired, or whose input is replaced, stands a {@link CrossFadeNode} for as long.
 */
public final class GraphCompiler {
    private final GraphFormat format;
    private final boolean shared;
    private Map<String, LiveNode> live = new LinkedHashMap<>();
    private GraphSpec last = GraphSpec.EMPTY;
    private final Set<LiveNode> retiring = new HashSet<>();
    private final List<NodeHandle> unscheduled = new ArrayList<>();
    private boolean fading;
    private long sequence;
    private long ordering;

    /** For one render thread. */
    public GraphCompiler(GraphFormat format) {
        this(format, false);
    }

    /**
     * @param format the period and rate that every node is made for
     * @param shared whether two threads run the schedules
     */
    public GraphCompiler(GraphFormat format, boolean shared) {
        this.format = format;
        this.shared = shared;
    }

    /**
     * Takes a new spec. The nodes that differ from the last spec's are worked on; at the others it only looks.
     *
     * @return a schedule to swap in, or null when the running one serves and only values were changed
     * @throws GraphException when the spec cannot run; then nothing has changed
     */
    public @Nullable Schedule compile(GraphSpec next) throws GraphException {
        if (turn(next)) {
            last = next;
            return null;
        }
        Map<String, LiveNode> before = live;
        SpecCheck.check(next, id -> spec(before.get(id)));
        Map<String, LiveNode> after =
                LinkedHashMap.newLinkedHashMap(next.nodes().size());
        boolean changed = false;
        for (NodeSpec node : next.nodes()) {
            LiveNode old = before.get(node.id());
            boolean stays = old != null && old.accept(node.settings());
            after.put(node.id(), stays && old != null ? old : new LiveNode(node, format));
            changed |= !stays;
        }
        Set<LiveNode> gone = new HashSet<>();
        before.forEach((id, old) -> {
            if (!old.equals(after.get(id))) {
                gone.add(old);
            }
        });
        boolean samePace = next.rampFrames() == last.rampFrames();
        live = after;
        last = next;
        changed |= retiring.addAll(gone);
        for (NodeSpec node : next.nodes()) {
            changed |= linkInputs(node, gone, next.rampFrames(), samePace);
        }
        return changed ? schedule() : null;
    }

    /**
     * Leaves out what has faded away. To be called when a ramp's length was rendered since the last schedule.
     *
     * @return a schedule without it, or null when nothing was fading
     */
    public @Nullable Schedule compileSettled() {
        if (!fading) {
            return null;
        }
        cutLeaving();
        return schedule();
    }

    /** The handle of a node of the last spec. */
    public @Nullable NodeHandle handle(String id) {
        LiveNode node = live.get(id);
        return node == null ? null : node.handle;
    }

    /** The nodes of the last spec. */
    public CompiledNodes nodes() {
        return new CompiledNodes(live);
    }

    /** True while something fades out. */
    public boolean isFading() {
        return fading;
    }

    /** Handles that no schedule from the last one on holds any more; each is given out once. */
    public List<NodeHandle> takeUnscheduled() {
        List<NodeHandle> gone = List.copyOf(unscheduled);
        unscheduled.clear();
        return gone;
    }

    /** Takes a spec of the same form as the last one: nothing needs a check, and only what was turned is touched. */
    private boolean turn(GraphSpec next) {
        List<NodeSpec> nodes = next.nodes();
        if (nodes.size() != last.nodes().size() || next.rampFrames() != last.rampFrames()) {
            return false;
        }
        List<NodeSpec> turned = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            NodeSpec before = last.nodes().get(i);
            if (!nodes.get(i).equals(before)) {
                if (!nodes.get(i).hasFormOf(before)) {
                    return false;
                }
                turned.add(nodes.get(i));
            }
        }
        for (NodeSpec node : turned) {
            if (!liveNode(node.id()).accept(node.settings())) {
                return false;
            }
        }
        turned.forEach(node -> linkInputs(node, Set.of(), next.rampFrames(), true));
        return true;
    }

    private boolean linkInputs(NodeSpec node, Set<LiveNode> gone, int rampFrames, boolean samePace) {
        LiveNode target = liveNode(node.id());
        NodeSpec linked = target.linked;
        target.linked = node;
        if (samePace && linked != null && linked.inputs().equals(node.inputs()) && !target.hangsOnAny(gone)) {
            return false;
        }
        Map<Feed, Link> before = new LinkedHashMap<>(target.links);
        target.links.clear();
        target.forgetSteps();
        boolean changed = false;
        for (LinkSpec input : node.inputs()) {
            Feed feed = new Feed(liveNode(input.from()), input.port());
            float gain = (float) input.gain();
            Link link = before.remove(feed);
            if (link == null) {
                link = target.leaving.remove(feed);
                changed = true;
            }
            if (link == null) {
                link = new Link(feed.from().handle.node(), new RampedGain(target.scheduled ? 0 : gain, gain));
            }
            link.gain().setTarget(gain, rampFrames);
            target.links.put(feed, link);
        }
        before.values().forEach(link -> link.gain().setTarget(0));
        target.leaving.putAll(before);
        return changed || !before.isEmpty();
    }

    private static @Nullable NodeSpec spec(@Nullable LiveNode node) {
        return node == null ? null : node.linked;
    }

    private LiveNode liveNode(String id) {
        LiveNode node = live.get(id);
        if (node == null) {
            throw new IllegalStateException("node " + id + " passed the check but is not there");
        }
        return node;
    }

    private void cutLeaving() {
        live.values().forEach(LiveNode::cutLeaving);
        retiring.forEach(LiveNode::cutLeaving);
    }

    private Schedule schedule() {
        sequence++;
        List<LiveNode> order = new ArrayList<>(live.size() + retiring.size());
        if (!order(order)) {
            // What fades out and what came new would feed each other: the old is cut, a cycle cannot run.
            cutLeaving();
            order.clear();
            order(order);
        }
        fading = order.stream().anyMatch(node -> !node.leaving.isEmpty());
        retiring.removeIf(node -> {
            boolean gone = !node.isPlaced(ordering);
            if (gone) {
                unscheduled.add(node.handle);
            }
            return gone;
        });
        List<Schedule.Step> steps = steps(order);
        return shared ? new Schedule(sequence, Stages.of(steps)) : new Schedule(sequence, steps);
    }

    private List<Schedule.Step> steps(List<LiveNode> order) {
        List<Schedule.Step> steps = new ArrayList<>(order.size());
        for (LiveNode node : order) {
            for (Schedule.Step step : node.steps(format.periodFrames())) {
                steps.add(step);
            }
        }
        return steps;
    }

    /** Puts every node behind its inputs; false when they go round in a circle. */
    private boolean order(List<LiveNode> order) {
        ordering++;
        List<LiveNode> path = new ArrayList<>();
        for (LiveNode root : live.values()) {
            if (!root.isPlaced(ordering) && !place(root, order, path)) {
                return false;
            }
        }
        return true;
    }

    /** Depth first with a stack of its own, since a chain may be longer than the thread's. */
    private boolean place(LiveNode root, List<LiveNode> order, List<LiveNode> path) {
        root.begin(ordering);
        path.add(root);
        while (!path.isEmpty()) {
            LiveNode node = path.getLast();
            LiveNode missing = node.nextMissing(ordering);
            if (missing == null) {
                path.removeLast();
                node.place(ordering);
                order.add(node);
            } else if (missing.begin(ordering)) {
                path.add(missing);
            } else {
                return false;
            }
        }
        return true;
    }

    /** Nodes of one spec. Immutable; any thread. */
    public static final class CompiledNodes {
        /** None. */
        public static final CompiledNodes NONE = new CompiledNodes(Map.of());

        private final Map<String, LiveNode> nodes;

        /** @param nodes not changed any more */
        private CompiledNodes(Map<String, LiveNode> nodes) {
            this.nodes = nodes;
        }

        /** Goes through the handles with the identities of their nodes. */
        public void forEach(BiConsumer<String, NodeHandle> each) {
            nodes.forEach((id, node) -> each.accept(id, node.handle));
        }
    }

    /**
     * What tells a node's links apart.
     *
     * @param from where the audio comes from
     * @param port where it enters
     */
    private record Feed(LiveNode from, String port) {}

    /** A node of the running graph, with what leads into it. */
    private static final class LiveNode {
        private final NodeHandle handle;
        private final Inputs inputs;
        private final Map<Feed, Link> links = new LinkedHashMap<>();
        private final Map<Feed, Link> leaving = new LinkedHashMap<>();
        private final Map<String, CrossFadeNode> fades = new HashMap<>();
        private NodeSettings settings;
        private boolean scheduled;

        /** The spec by which its links were made; null before that. */
        private @Nullable NodeSpec linked;

        /** Made of the links when they are asked for: most nodes stay as they are from one schedule to the next. */
        private @Nullable List<Schedule.Step> steps;

        private List<LiveNode> feeders = List.of();

        // Where the ordering of that number stands with it.
        private long begunIn;
        private long placedIn;
        private int feedersSeen;

        private LiveNode(NodeSpec node, GraphFormat format) {
            this.settings = node.settings();
            this.handle = settings.create(format);
            this.inputs = settings.inputs();
        }

        private boolean accept(NodeSettings next) {
            if (!settings.equals(next) && !handle.accept(next)) {
                return false;
            }
            settings = next;
            return true;
        }

        private boolean hangsOnAny(Set<LiveNode> gone) {
            if (gone.isEmpty()) {
                return false;
            }
            for (Feed feed : links.keySet()) {
                if (gone.contains(feed.from())) {
                    return true;
                }
            }
            return false;
        }

        private void forgetSteps() {
            steps = null;
        }

        /** Marks it as begun; false when it was. */
        private boolean begin(long ordering) {
            if (begunIn == ordering) {
                return false;
            }
            begunIn = ordering;
            feedersSeen = 0;
            if (steps == null) {
                feeders = Stream.concat(links.keySet().stream(), leaving.keySet().stream())
                        .map(Feed::from)
                        .toList();
            }
            return true;
        }

        /** The next node that leads into it and is not placed yet. */
        private @Nullable LiveNode nextMissing(long ordering) {
            while (feedersSeen < feeders.size()) {
                LiveNode feeder = feeders.get(feedersSeen);
                if (!feeder.isPlaced(ordering)) {
                    return feeder;
                }
                feedersSeen++;
            }
            return null;
        }

        private void place(long ordering) {
            placedIn = ordering;
        }

        private boolean isPlaced(long ordering) {
            return placedIn == ordering;
        }

        /** Its turn in a schedule, behind those of the cross-fades before its ports. */
        private List<Schedule.Step> steps(int periodFrames) {
            scheduled = true;
            List<Schedule.Step> known = steps;
            if (known != null) {
                return known;
            }
            List<Schedule.Step> made = new ArrayList<>(1);
            List<Link> turn = new ArrayList<>(links.size());
            for (String port : inputs.ports()) {
                List<Link> here = linksAt(port);
                if (!inputs.takesMany(port) && here.size() > 1) {
                    Node fade = crossFade(port, periodFrames);
                    made.add(new Schedule.Step(fade, here.toArray(Link[]::new)));
                    here = List.of(standing(fade));
                }
                turn.addAll(here);
            }
            made.add(new Schedule.Step(handle.node(), turn.toArray(Link[]::new)));
            steps = made;
            return made;
        }

        private static Link standing(Node from) {
            return new Link(from, new RampedGain(1, 1));
        }

        /** Made when it is first needed, for most nodes are never rewired. */
        private CrossFadeNode crossFade(String port, int frames) {
            return fades.computeIfAbsent(port, name -> new CrossFadeNode(frames));
        }

        /** The gain of a port's single link is nobody's once there is no fade, wherever it stood. */
        private void cutLeaving() {
            if (leaving.isEmpty()) {
                return;
            }
            forgetSteps();
            for (Feed gone : leaving.keySet()) {
                if (!inputs.takesMany(gone.port())) {
                    links.replaceAll((feed, link) -> feed.port().equals(gone.port())
                            ? standing(feed.from().handle.node())
                            : link);
                }
            }
            leaving.clear();
        }

        /** Links into a port, those that fade out behind the others. */
        private List<Link> linksAt(String port) {
            List<Link> all = new ArrayList<>();
            links.forEach((feed, link) -> addIf(feed.port().equals(port), link, all));
            leaving.forEach((feed, link) -> addIf(feed.port().equals(port), link, all));
            return all;
        }

        private static void addIf(boolean wanted, Link link, List<Link> all) {
            if (wanted) {
                all.add(link);
            }
        }
    }
}
