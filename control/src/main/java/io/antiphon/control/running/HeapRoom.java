package io.antiphon.control.running;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.antiphon.control.model.Configuration;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the heap more room under a large configuration: raises the soft limit, which the launcher sets for a usual one, by a
 * part for each thing that is configured. Without it the collector finds the limit reached again and again and takes a
 * processor for itself. Control thread.
 */
public final class HeapRoom {
    private static final Logger LOG = LoggerFactory.getLogger(HeapRoom.class);
    private static final String SOFT_LIMIT = "SoftMaxHeapSize";

    /** What a thing takes while it is solved, laid out and written with all others, several times between two collections. */
    private static final long BYTES_EACH = 64 * 1024;

    /** The limit moves in steps of this: a thing more or less is not worth a call. */
    private static final long STEP_BYTES = 64L << 20;

    private final HotSpotDiagnosticMXBean vm;
    private final long usualBytes;
    private final long mostBytes;
    private long nowBytes;

    /** Where the VM has a soft limit below its limit; elsewhere it does nothing. */
    public HeapRoom() {
        this(
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class),
                Runtime.getRuntime().maxMemory());
    }

    private HeapRoom(HotSpotDiagnosticMXBean vm, long mostBytes) {
        this.vm = vm;
        this.mostBytes = mostBytes;
        this.usualBytes = Long.parseLong(vm.getVMOption(SOFT_LIMIT).getValue());
        this.nowBytes = usualBytes;
    }

    /** The soft limit for so many things: whole steps above the usual one. */
    static long limitBytes(long usualBytes, long mostBytes, int things) {
        long more = things * BYTES_EACH / STEP_BYTES * STEP_BYTES;
        return Math.min(mostBytes, usualBytes + more);
    }

    /** Makes room for what is configured. */
    public void fit(Configuration configuration) {
        int things = configuration.sources().size()
                + configuration.sinks().size()
                + configuration.routes().size();
        long wanted = usualBytes >= mostBytes ? usualBytes : limitBytes(usualBytes, mostBytes, things);
        if (wanted != nowBytes) {
            nowBytes = wanted;
            vm.setVMOption(SOFT_LIMIT, Long.toString(wanted));
            LOG.info("heap: soft limit {} MB for {} sources, sinks and routes", wanted >> 20, things);
        }
    }
}
