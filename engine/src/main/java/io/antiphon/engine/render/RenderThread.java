package io.antiphon.engine.render;

import io.antiphon.engine.audio.RealTime;

/** The audio thread: turns the renderer until it is closed. Control thread, but for the loop itself. */
final class RenderThread implements AutoCloseable {
    private static final long STOP_TIMEOUT_MS = 2_000;

    private final Renderer renderer;
    private final RenderThreadSetup setup;
    private final Thread thread;
    private volatile boolean stopping;

    RenderThread(Renderer renderer, RenderThreadSetup setup) {
        this.renderer = renderer;
        this.setup = setup;
        this.thread = new Thread(this::run, "antiphon-render");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends the loop and waits for it; a period that is being rendered is finished. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(STOP_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        setup.prepare();
        loop();
    }

    @RealTime
    private void loop() {
        renderer.begin();
        while (!stopping) {
            renderer.turn();
        }
    }
}
