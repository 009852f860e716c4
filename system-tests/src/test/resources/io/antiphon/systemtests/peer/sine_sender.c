/* A Scream sender of its own address and clock that plays one sine on all channels. Written from the protocol's
 * description alone, so that it is a far end and not a mirror of the program; in C, since 64 of them in one JVM wait for
 * each other at its safepoints, and are no senders of one machine each any more.
 *
 * Arguments: address to send from, and a wave:
 *     port  rate in Hz  bit depth  channels  tone in Hz, whole  peak level in dBFS  ppm by which its clock is fast
 * Standard input, a line each:
 *     wave ...      goes on in another format or tone from the next packet on, from the same socket
 *     pause         sends nothing, while the tone goes on
 *     resume
 *     late          prints how late a packet has left at worst since the last time, in ns
 * and its end ends the program. Prints "sending" before the first packet. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <math.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { HEADER = 5, PAYLOAD = 1152, LINE = 256, PRIORITY = 60 };

struct wave {
    int port, rate, bits, channels, tone;
    double level_dbfs, ppm;
    int packet_frames, frame_bytes, cycle_frames;
    unsigned char header[HEADER];
    unsigned char *samples; /* a whole number of cycles and a packet more */
};

static long long now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
}

static int channel_mask(int channels) {
    return channels == 1 ? 4 : channels == 6 ? 0x3F : channels == 8 ? 0x63F : (1 << channels) - 1;
}

static int parse(const char *words, struct wave *w) {
    if (sscanf(words, "%d %d %d %d %d %lf %lf", &w->port, &w->rate, &w->bits, &w->channels, &w->tone, &w->level_dbfs,
               &w->ppm) != 7) {
        return -1;
    }
    int base = w->rate % 44100 == 0 ? 44100 : 48000, mask = channel_mask(w->channels), bytes = w->bits / 8;
    unsigned char header[HEADER] = {(base == 44100 ? 0x80 : 0) + w->rate / base, w->bits, w->channels, mask, mask >> 8};
    memcpy(w->header, header, HEADER);
    w->frame_bytes = bytes * w->channels;
    w->packet_frames = PAYLOAD / w->frame_bytes;
    w->cycle_frames = w->rate / gcd(w->rate, w->tone);
    int frames = w->cycle_frames + w->packet_frames;
    unsigned char *at = w->samples = malloc((size_t)frames * w->frame_bytes);
    if (at == NULL) {
        return -1;
    }
    double amplitude = pow(10, w->level_dbfs / 20) * (pow(2, w->bits - 1) - 1);
    for (int i = 0; i < frames; i++) {
        double cycles = (double)(i % w->cycle_frames) * w->tone / w->rate;
        int64_t value = llround(amplitude * sin(2 * M_PI * (cycles - floor(cycles))));
        for (int c = 0; c < w->channels; c++) {
            for (int b = 0; b < bytes; b++) {
                *at++ = (unsigned char)(value >> (8 * b));
            }
        }
    }
    return 0;
}

static void wait_until(long long due_ns, struct pollfd *input) {
    long long left = due_ns - now_ns();
    struct timespec t = {left > 0 ? left / 1000000000LL : 0, left > 0 ? left % 1000000000LL : 0};
    ppoll(input, 1, &t, NULL);
}

int main(int count, char **arguments) {
    struct wave wave, next;
    struct sched_param parameter = {.sched_priority = PRIORITY};
    struct sockaddr_in from = {.sin_family = AF_INET}, to = {.sin_family = AF_INET};
    struct pollfd input = {.fd = 0, .events = POLLIN};
    char line[LINE];
    int used = 0, paused = 0;
    long long worst = 0;
    if (count != 3 || inet_pton(AF_INET, arguments[1], &from.sin_addr) != 1 || parse(arguments[2], &wave) != 0) {
        fprintf(stderr, "address and wave, please\n");
        return 2;
    }
    int out = socket(AF_INET, SOCK_DGRAM, 0);
    if (bind(out, (struct sockaddr *)&from, sizeof from) != 0) {
        perror(arguments[1]);
        return 1;
    }
    inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
    prctl(PR_SET_TIMERSLACK, 1UL);
    mlockall(MCL_CURRENT | MCL_FUTURE);                  /* where allowed */
    sched_setscheduler(0, SCHED_FIFO, &parameter); /* where allowed: on its own machine it would wait for nobody */
    puts("sending");
    fflush(stdout);
    long long start = now_ns(), frame = 0;
    for (;;) {
        double frame_ns = 1e9 / (wave.rate * (1 + wave.ppm * 1e-6));
        long long due = start + (long long)((frame + wave.packet_frames) * frame_ns);
        wait_until(due, &input);
        if (input.revents != 0) {
            ssize_t got = read(0, line + used, sizeof line - 1 - used);
            if (got <= 0) {
                return 0;
            }
            used += got;
            line[used] = 0;
            for (char *end; (end = strchr(line, '\n')) != NULL; used -= end + 1 - line, memmove(line, end + 1, used + 1)) {
                *end = 0;
                if (strncmp(line, "wave ", 5) == 0 && parse(line + 5, &next) == 0) {
                    free(wave.samples);
                    wave = next;
                    start = now_ns();
                    frame = 0;
                } else if (strcmp(line, "pause") == 0 || strcmp(line, "resume") == 0) {
                    paused = line[0] == 'p';
                } else if (strcmp(line, "late") == 0) {
                    printf("%lld\n", worst);
                    fflush(stdout);
                    worst = 0;
                }
            }
            continue;
        }
        if (now_ns() < due) {
            continue;
        }
        if (!paused) {
            unsigned char packet[HEADER + PAYLOAD];
            size_t bytes = (size_t)wave.packet_frames * wave.frame_bytes;
            memcpy(packet, wave.header, HEADER);
            memcpy(packet + HEADER, wave.samples + frame % wave.cycle_frames * wave.frame_bytes, bytes);
            to.sin_port = htons(wave.port);
            sendto(out, packet, HEADER + bytes, 0, (struct sockaddr *)&to, sizeof to);
            long long late = now_ns() - due;
            worst = late > worst ? late : worst;
        }
        frame += wave.packet_frames;
    }
}
