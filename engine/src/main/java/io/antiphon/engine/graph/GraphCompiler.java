package io.antiphon.engine.graph;

import io.antiphon.engine.dsp.RampedGain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Map<String, LiveNode> live = new LinkedHashMap<>();
    private final Set<LiveNode> retiring = new HashSet<>();
    private final List<NodeHandle> unscheduled = new ArrayList<>();
    private boolean fading;
    private long sequence;

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
     * Takes a new spec.
     *
     * @return a schedule to swap in, or null when the running one serves and only values were changed
     * @throws GraphException when the spec cannot run; then nothing has changed
     */
    public @Nullable Schedule compile(GraphSpec next) throws GraphException {
        SpecCheck.check(next);
        Map<String, LiveNode> before = new HashMap<>(live);
        Map<String, LiveNode> after = new LinkedHashMap<>();
        boolean changed = false;
        for (NodeSpec node : next.nodes()) {
            LiveNode old = before.get(node.id());
            if (old != null && old.handle.accept(node.settings())) {
                after.put(node.id(), old);
                before.remove(node.id());
            } else {
                after.put(node.id(), new LiveNode(node.settings(), format));
                changed = true;
            }
        }
        live.clear();
        live.putAll(after);
        changed |= retiring.addAll(before.values());
        for (NodeSpec node : next.nodes()) {
            changed |= linkInputs(node, next.rampFrames());
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

    /** The handles of all nodes of the last spec by their identity; a copy. */
    public Map<String, NodeHandle> handles() {
        Map<String, NodeHandle> handles = new LinkedHashMap<>();
        live.forEach((id, node) -> handles.put(id, node.handle));
        return Collections.unmodifiableMap(handles);
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

    private boolean linkInputs(NodeSpec node, int rampFrames) {
        LiveNode target = liveNode(node.id());
        Map<Feed, Link> before = new LinkedHashMap<>(target.links);
        target.links.clear();
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
        List<LiveNode> order = new ArrayList<>();
        if (!order(order)) {
            // What fades out and what came new would feed each other: the old is cut, a cycle cannot run.
            cutLeaving();
            order.clear();
            order(order);
        }
        Set<LiveNode> scheduled = new HashSet<>(order);
        fading = order.stream().anyMatch(node -> !node.leaving.isEmpty());
        retiring.removeIf(node -> {
            boolean gone = !scheduled.contains(node);
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
            node.scheduled = true;
            List<Link> inputs = new ArrayList<>(node.links.size());
            for (String port : node.inputs.ports()) {
                List<Link> links = node.linksAt(port);
                if (!node.inputs.takesMany(port) && links.size() > 1) {
                    Node fade = node.crossFade(port, format.periodFrames());
                    steps.add(new Schedule.Step(fade, links.toArray(Link[]::new)));
                    links = List.of(LiveNode.standing(fade));
                }
                inputs.addAll(links);
            }
            steps.add(new Schedule.Step(node.handle.node(), inputs.toArray(Link[]::new)));
        }
        return steps;
    }

    /** Puts every node behind its inputs; false when they go round in a circle. */
    private boolean order(List<LiveNode> order) {
        Set<LiveNode> placed = new HashSet<>();
        for (LiveNode root : live.values()) {
            if (!placed.contains(root) && !place(root, placed, order)) {
                return false;
            }
        }
        return true;
    }

    /** Depth first with a stack of its own, since a chain may be longer than the thread's. */
    private static boolean place(LiveNode root, Set<LiveNode> placed, List<LiveNode> order) {
        List<LiveNode> path = new ArrayList<>(List.of(root));
        Set<LiveNode> onPath = new HashSet<>(path);
        while (!path.isEmpty()) {
            LiveNode node = path.getLast();
            LiveNode missing = node.firstInputNotIn(placed);
            if (missing == null) {
                path.removeLast();
                onPath.remove(node);
                placed.add(node);
                order.add(node);
            } else if (onPath.add(missing)) {
                path.add(missing);
            } else {
                return false;
            }
        }
        return true;
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
        private boolean scheduled;

        private LiveNode(NodeSettings settings, GraphFormat format) {
            this.handle = settings.create(format);
            this.inputs = settings.inputs();
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

        private @Nullable LiveNode firstInputNotIn(Set<LiveNode> placed) {
            for (Feed input : links.keySet()) {
                if (!placed.contains(input.from())) {
                    return input.from();
                }
            }
            for (Feed input : leaving.keySet()) {
                if (!placed.contains(input.from())) {
                    return input.from();
                }
            }
            return null;
        }
    }
}
