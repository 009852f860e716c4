/*
 * How late a thread at SCHED_FIFO 70 wakes that does nothing but sleep until absolute times: what this machine gives at
 * best. lateness FRAMES SECONDS SETTLE_SECONDS, at 48 kHz
 * prints "granted periods missed p50 p99 p99.9 max": whether it got the priority, how many periods it measured, in how
 * many it woke after the period's end, and nanoseconds.
 */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <time.h>

enum { RATE_HZ = 48000, FIFO_PRIORITY = 70 };

static long long now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void sleep_until(long long ns) {
    struct timespec until = {.tv_sec = ns / 1000000000LL, .tv_nsec = ns % 1000000000LL};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) != 0) {
    }
}

static int ascending(const void *a, const void *b) {
    long long x = *(const long long *) a, y = *(const long long *) b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    long long frames = argc > 1 ? atoi(argv[1]) : 128;
    double seconds = argc > 2 ? atof(argv[2]) : 10;
    double settle = argc > 3 ? atof(argv[3]) : 2;
    long count = (long) (seconds * RATE_HZ / frames), skipped = (long) (settle * RATE_HZ / frames);
    long long *late = frames < 1 || count < 1 ? NULL : calloc(count, sizeof *late);
    if (late == NULL) {
        fprintf(stderr, "frames=%lld, seconds=%g: nothing to measure\n", frames, seconds);
        return 2;
    }
    struct sched_param priority = {.sched_priority = FIFO_PRIORITY};
    int granted = sched_setscheduler(0, SCHED_FIFO, &priority) == 0;
    mlockall(MCL_CURRENT | MCL_FUTURE);
    prctl(PR_SET_TIMERSLACK, 1);

    long missed = 0;
    long long begun = now_ns(), period_ns = frames * 1000000000LL / RATE_HZ;
    for (long i = -skipped; i < count; i++) {
        long long due = begun + (i + skipped) * frames * 1000000000LL / RATE_HZ;
        sleep_until(due);
        long long ns = now_ns() - due;
        if (i >= 0) {
            late[i] = ns;
            missed += ns > period_ns;
        }
    }
    qsort(late, count, sizeof *late, ascending);
    printf("%d %ld %ld %lld %lld %lld %lld\n", granted, count, missed, late[count / 2], late[(long) (count * 0.99)],
        late[(long) (count * 0.999)], late[count - 1]);
    return 0;
}
