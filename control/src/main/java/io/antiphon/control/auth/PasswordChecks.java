package io.antiphon.control.auth;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at passwords, and hashes new ones, one after another on a thread of its own, so that a flood takes neither the
 * threads that answer requests nor more than a part of one processor, nor more memory than one look. Who came from a place
 * where somebody got it right before, and who is logged in, comes before strangers, who wait after wrong guesses. Any thread
 * may ask.
 */
final class PasswordChecks {
    /** Who waits longer than that is told to try again; the same who comes when so many of its kind wait. */
    private static final int MOST_WAITING = 8;

    private static final long WAIT_SECONDS = 5;

    /**
     * How long strangers wait after a wrong guess of one of them, three times as long as a look takes; after each further
     * one in a row as much again, up to the longest. So a slip costs nobody much, and a flood has a twentieth of a processor.
     */
    private static final long REST_NS = 150_000_000;

    private static final long LONGEST_REST_NS = 1_000_000_000;
    private static final long IDLE_NS = 10_000_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();

    // All below are held by the lock.
    private final Queue<Check<?>> known = new ArrayDeque<>();
    private final Queue<Check<?>> strangers = new ArrayDeque<>();
    private boolean running;
    private int wrongInARow;
    private long strangersFromNs = System.nanoTime();

    /**
     * What the look finds; empty when too many are waiting for that.
     *
     * @param look some 50 ms of work
     * @param isKnown whether it comes from a place where somebody got it right before
     */
    Optional<Boolean> ask(BooleanSupplier look, boolean isKnown) throws InterruptedException {
        return await(new Check<>(look::getAsBoolean), isKnown ? known : strangers);
    }

    /** The text to keep of a new password, for somebody who is logged in; empty when too many are waiting for that. */
    Optional<String> hash(String password) throws InterruptedException {
        return await(new Check<>(() -> Passwords.hash(password)), known);
    }

    private <T> Optional<T> await(Check<T> check, Queue<Check<?>> queue) throws InterruptedException {
        if (!enqueue(check, queue)) {
            return Optional.empty();
        }
        try {
            return Optional.of(check.found.get(WAIT_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be looked at", e.getCause());
        } finally {
            giveUp(check, queue);
        }
    }

    private boolean enqueue(Check<?> check, Queue<Check<?>> queue) {
        lock.lock();
        try {
            if (queue.size() >= MOST_WAITING) {
                return false;
            }
            queue.add(check);
            asked.signal();
            if (!running) {
                running = true;
                Thread.ofPlatform().daemon().name("antiphon-passwords").start(this::run);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(Check<?> check, Queue<Check<?>> queue) {
        lock.lock();
        try {
            queue.remove(check);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (Check<?> check = next(); check != null; check = next()) {
                check.found.run();
                if (check.stranger) {
                    rest(check);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(); // nobody interrupts it; should it be so, the next who asks begins anew
        }
    }

    private void end() {
        lock.lock();
        try {
            running = false;
        } finally {
            lock.unlock();
        }
    }

    /** The next whose turn it is, when it is; null when nobody has come for a while. */
    private @Nullable Check<?> next() throws InterruptedException {
        lock.lock();
        try {
            long idleFromNs = System.nanoTime() + IDLE_NS;
            while (true) {
                long nowNs = System.nanoTime();
                if (!known.isEmpty()) {
                    return known.remove();
                }
                if (!strangers.isEmpty() && nowNs - strangersFromNs >= 0) {
                    Check<?> check = strangers.remove();
                    check.stranger = true;
                    return check;
                }
                long untilNs = strangers.isEmpty() ? idleFromNs : strangersFromNs;
                if (strangers.isEmpty() && nowNs - idleFromNs >= 0) {
                    running = false;
                    return null;
                }
                var _ = asked.awaitNanos(untilNs - nowNs);
            }
        } finally {
            lock.unlock();
        }
    }

    private void rest(Check<?> check) {
        lock.lock();
        try {
            wrongInARow = check.isWrong() ? wrongInARow + 1 : 0;
            strangersFromNs = System.nanoTime() + Math.min(LONGEST_REST_NS, REST_NS * wrongInARow);
        } finally {
            lock.unlock();
        }
    }

    /** One that waits. */
    private static final class Check<T> {
        private final FutureTask<T> found;

        /** Whether a stranger asked. The own thread's. */
        private boolean stranger;

        private Check(Callable<T> work) {
            this.found = new FutureTask<>(work);
        }

        private boolean isWrong() {
            return found.state() == FutureTask.State.SUCCESS && Boolean.FALSE.equals(found.resultNow());
        }
    }
}
