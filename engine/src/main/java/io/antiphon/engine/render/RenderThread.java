package io.antiphon.engine.render;

import io.antiphon.engine.audio.RealTime;

/** The audio thread: turns the renderer until it is closed. Control thread, but for the loop itself. */
final class RenderThread implements AutoCloseable {
    private final Renderer renderer;
    private final RenderThreadSetup setup;
    private final LoopThread thread;

    RenderThread(Renderer renderer, RenderThreadSetup setup) {
        this.renderer = renderer;
        this.setup = setup;
        this.thread = new LoopThread("antiphon-render", this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends the loop and waits for it; a period that is being rendered is finished. */
    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        setup.prepare();
        loop();
    }

    @RealTime
    private void loop() {
        renderer.begin();
        while (!thread.isStopping()) {
            renderer.turn();
        }
    }
}
