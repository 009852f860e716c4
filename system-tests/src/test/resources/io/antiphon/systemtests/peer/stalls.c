/* When the machine lets a real-time program wait. One thread on each processor, at the highest priority of the test,
 * wakes at absolute times, eight times a period of the audio graph, and does nothing else. What it is late, no program
 * on that processor could have run. Prints, when its standard input ends, a line for each time it was late:
 *     processor  deadline  woken     (in ns of CLOCK_MONOTONIC)
 * and, for each processor, the periods that a loop of the audio graph's period would have missed, as the mean of the
 * eight loops that the wake-ups are made of.
 * Arguments: period in ns, priority, shortest lateness to be printed in ns. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { PHASES = 8, MAX_STALLS = 20000, MAX_PROCESSORS = 64 };

struct stall {
    long long deadline, woken;
};

struct watch {
    int processor, stalls;
    long long missed, wakes;
    pthread_t thread;
    struct stall stall[MAX_STALLS];
};

static atomic_int stopping;
static long long period_ns, report_ns;
static int priority;
static struct watch *watches[MAX_PROCESSORS];

static long long now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void *watch(void *argument) {
    struct watch *w = argument;
    long long step = period_ns / PHASES, deadline = now_ns() + step, before = 0;
    while (!stopping) {
        struct timespec t = {deadline / 1000000000LL, deadline % 1000000000LL};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
        long long woken = now_ns(), late = woken - deadline;
        w->wakes++;
        w->missed += late > period_ns;
        /* Later by less than the last one is catching up with the same stall. */
        if (late > report_ns && late > before && w->stalls < MAX_STALLS) {
            w->stall[w->stalls++] = (struct stall){deadline, woken};
        }
        before = late;
        deadline += step;
    }
    return NULL;
}

static int start(struct watch *w) {
    pthread_attr_t attributes;
    struct sched_param parameter = {.sched_priority = priority};
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(w->processor, &one);
    pthread_attr_init(&attributes);
    pthread_attr_setinheritsched(&attributes, PTHREAD_EXPLICIT_SCHED);
    pthread_attr_setschedpolicy(&attributes, SCHED_FIFO);
    pthread_attr_setschedparam(&attributes, &parameter);
    pthread_attr_setaffinity_np(&attributes, sizeof one, &one);
    return pthread_create(&w->thread, &attributes, watch, w);
}

int main(int count, char **arguments) {
    cpu_set_t mine;
    int processors = 0;
    if (count != 4) {
        return 2;
    }
    period_ns = atoll(arguments[1]);
    priority = atoi(arguments[2]);
    report_ns = atoll(arguments[3]);
    sched_getaffinity(0, sizeof mine, &mine);
    for (int p = 0; p < CPU_SETSIZE && processors < MAX_PROCESSORS; p++) {
        if (CPU_ISSET(p, &mine)) {
            struct watch *w = calloc(1, sizeof *w);
            if (w == NULL) {
                return 1;
            }
            w->processor = p;
            watches[processors++] = w;
        }
    }
    mlockall(MCL_CURRENT | MCL_FUTURE); /* where allowed */
    for (int i = 0; i < processors; i++) {
        int error = start(watches[i]);
        if (error != 0) {
            fprintf(stderr, "no thread at SCHED_FIFO %d: %s\n", priority, strerror(error));
            return 1;
        }
    }
    puts("watching");
    fflush(stdout);
    for (char c; read(0, &c, 1) > 0;) {
    }
    stopping = 1;
    for (int i = 0; i < processors; i++) {
        struct watch *w = watches[i];
        pthread_join(w->thread, NULL);
        for (int s = 0; s < w->stalls; s++) {
            printf("stall %d %lld %lld\n", w->processor, w->stall[s].deadline, w->stall[s].woken);
        }
        printf("missed %d %.3f\n", w->processor, (double)w->missed / PHASES);
    }
    return 0;
}
