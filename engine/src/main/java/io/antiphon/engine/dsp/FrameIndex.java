package io.antiphon.engine.dsp;

/** The numbers of frames as floats: a table, since the compiler does not vectorise the conversion of a loop's counter. */
final class FrameIndex {
    /** 0, 1, 2, …, 8191. */
    static final float[] OF = new float[8192];

    static {
        for (int i = 0; i < OF.length; i++) {
            OF[i] = i;
        }
    }

    private FrameIndex() {}
}
