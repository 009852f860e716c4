package io.antiphon.engine.endpoint;

/**
 * The line under the arrivals of the last half minute that is nearest to them: the edge, below their middle, of their lower
 * convex hull (Moon, Skelly, Towsley: Estimation and removal of clock skew from network delay measurements, INFOCOM
 * 1999). Lateness, however much, does not move it, and two earliest packets know a clock half as well.
 *
 * <p>Owned by the writing thread. Of each bucket of time only the earliest packet is kept: an eighth of a second long at
 * first, so that there are enough of them soon, and up to a second later.
 */
final class ArrivalHull {
    private static final int POINTS = 32;
    private static final double SHORTEST_BUCKET_NS = 1e9 / 8;
    private static final double LONGEST_BUCKET_NS = 1e9;

    private final double[] atNs = new double[POINTS];
    private final double[] offsets = new double[POINTS];
    private final int[] corners = new int[POINTS];
    private int size;
    private double bucketNs;
    private double bucketEndNs;
    private double bucketError;
    private double bucketAtNs;
    private double bucketOffset;
    private int edgeFrom;
    private double slope;

    ArrivalHull() {
        clear();
    }

    /** Forgets all packets. */
    void clear() {
        size = 0;
        bucketNs = SHORTEST_BUCKET_NS;
        bucketEndNs = 0;
        bucketError = Double.MAX_VALUE;
    }

    /**
     * Takes note of a packet.
     *
     * @param packetNs when it arrived, since the start
     * @param offset arrival minus the time that the frames so far last
     * @param error the same against a line that is roughly right
     */
    void note(double packetNs, double offset, double error) {
        if (packetNs >= bucketEndNs) {
            if (bucketError != Double.MAX_VALUE) {
                add(bucketAtNs, bucketOffset);
            }
            bucketEndNs = packetNs + bucketNs;
            bucketError = Double.MAX_VALUE;
        }
        if (error <= bucketError) {
            bucketError = error;
            bucketAtNs = packetNs;
            bucketOffset = offset;
        }
    }

    /** Time between the first and the last packet that it knows. */
    double spanNs() {
        return size == 0 ? 0 : atNs[size - 1] - atNs[0];
    }

    /** Draws the line anew when packets of so long a time are known, and says whether it did. */
    boolean draw(double leastSpanNs) {
        if (size < 2 || spanNs() < leastSpanNs) {
            return false;
        }
        int last = 0;
        double sumNs = 0;
        for (int point = 0; point < size; point++) {
            while (last >= 2 && !isCorner(corners[last - 2], corners[last - 1], point)) {
                last--;
            }
            corners[last++] = point;
            sumNs += atNs[point];
        }
        int edge = 0;
        while (edge < last - 2 && atNs[corners[edge + 1]] < sumNs / size) {
            edge++;
        }
        edgeFrom = corners[edge];
        int edgeTo = corners[edge + 1];
        slope = (offsets[edgeTo] - offsets[edgeFrom]) / (atNs[edgeTo] - atNs[edgeFrom]);
        return true;
    }

    /** Slope of the line that was drawn last. */
    double slope() {
        return slope;
    }

    /** That line's offset at a time; before the next packet is noted. */
    double offsetAt(double timeNs) {
        return offsets[edgeFrom] + slope * (timeNs - atNs[edgeFrom]);
    }

    /** Whether a point lies below the line from one before it to one behind. */
    private boolean isCorner(int before, int point, int behind) {
        double rise = (offsets[point] - offsets[before]) * (atNs[behind] - atNs[point]);
        double next = (offsets[behind] - offsets[point]) * (atNs[point] - atNs[before]);
        return rise < next;
    }

    private void add(double timeNs, double offset) {
        if (size == POINTS) {
            makeRoom();
        }
        atNs[size] = timeNs;
        offsets[size] = offset;
        size++;
    }

    /** Lets two buckets be one, of which the earlier packet stays; when they are long, lets the oldest go. */
    private void makeRoom() {
        if (bucketNs >= LONGEST_BUCKET_NS) {
            size--;
            System.arraycopy(atNs, 1, atNs, 0, size);
            System.arraycopy(offsets, 1, offsets, 0, size);
            return;
        }
        bucketNs *= 2;
        size /= 2;
        for (int i = 0; i < size; i++) {
            double rise = offsets[2 * i + 1] - offsets[2 * i] - slope * (atNs[2 * i + 1] - atNs[2 * i]);
            int kept = rise < 0 ? 2 * i + 1 : 2 * i;
            atNs[i] = atNs[kept];
            offsets[i] = offsets[kept];
        }
    }
}
