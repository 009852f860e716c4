package io.antiphon.control.auth;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Looks at passwords one after another on a thread of its own, so that a flood of guesses takes neither the threads that
 * answer requests nor more than a part of one processor, nor more memory than one look. Who came from a place where somebody
 * got it right before is looked at before strangers. Any thread may ask.
 */
final class PasswordChecks {
    /** Who waits longer than that is told to try again; the same who comes when so many of its kind wait. */
    private static final int MOST_WAITING = 8;

    private static final long WAIT_SECONDS = 5;

    /** After a wrong guess of a stranger: three times as long as a look takes, so that a flood has a fourth of a processor. */
    private static final long REST_MS = 150;

    private static final long IDLE_SECONDS = 10;

    private final Semaphore known = new Semaphore(MOST_WAITING);
    private final Semaphore strangers = new Semaphore(MOST_WAITING);
    private final AtomicLong arrivals = new AtomicLong();
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("antiphon-passwords").factory());

    PasswordChecks() {
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * What the look finds; empty when too many are waiting for that.
     *
     * @param look some 50 ms of work
     * @param isKnown whether it comes from a place where somebody got it right before
     */
    Optional<Boolean> ask(BooleanSupplier look, boolean isKnown) throws InterruptedException {
        Semaphore places = isKnown ? known : strangers;
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        Check check = new Check(look, isKnown, arrivals.getAndIncrement());
        try {
            thread.execute(check);
            return Optional.of(check.found.get(WAIT_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be looked at", e.getCause());
        } finally {
            check.found.cancel(false);
            places.release();
        }
    }

    /** One that waits; the known first, then by arrival. */
    private static final class Check implements Runnable, Comparable<Check> {
        private final FutureTask<Boolean> found;
        private final boolean known;
        private final long arrival;

        private Check(BooleanSupplier look, boolean known, long arrival) {
            this.found = new FutureTask<>(look::getAsBoolean);
            this.known = known;
            this.arrival = arrival;
        }

        @Override
        public void run() {
            found.run();
            try {
                if (!known && !found.isCancelled() && !found.get()) {
                    Thread.sleep(REST_MS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                return; // told to who asked
            }
        }

        @Override
        public int compareTo(Check other) {
            return known == other.known ? Long.compare(arrival, other.arrival) : known ? -1 : 1;
        }
    }
}
