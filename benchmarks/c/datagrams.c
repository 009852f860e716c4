/*
 * What it costs this machine to send the packets of WebRTC listeners, and nothing else: no encoder, no encryption.
 * datagrams LISTENERS SECONDS sends 270 bytes to each of so many ports of loopback every 20 ms, 64 a system call, while
 * another thread reads them; prints the microseconds of CPU time a packet that the sending thread used.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64, BYTES = 270, TURN_NS = 20000000 };

static int readers;

static void *drain(void *unused) {
    static char packet[2048];
    struct epoll_event ready[256];
    for (;;) {
        int count = epoll_wait(readers, ready, 256, -1);
        for (int i = 0; i < count; i++) {
            while (recv(ready[i].data.fd, packet, sizeof packet, 0) > 0) {
            }
        }
    }
    return unused;
}

static double cpu_us(void) {
    struct timespec used;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return used.tv_sec * 1e6 + used.tv_nsec / 1e3;
}

static struct sockaddr_in bound(int socket) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(socket, (struct sockaddr *) &address, length) || getsockname(socket, (struct sockaddr *) &address, &length)) {
        perror("bind");
        exit(1);
    }
    return address;
}

int main(int count, char **arguments) {
    int listeners = count > 1 ? atoi(arguments[1]) : 1000;
    int turns = (count > 2 ? atoi(arguments[2]) : 2) * 50;
    struct sockaddr_in *addresses = calloc(listeners, sizeof *addresses);
    readers = epoll_create1(0);
    for (int i = 0; i < listeners; i++) {
        int receiver = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
        struct epoll_event event = {.events = EPOLLIN, .data.fd = receiver};
        addresses[i] = bound(receiver);
        epoll_ctl(readers, EPOLL_CTL_ADD, receiver, &event);
    }
    pthread_t reader;
    pthread_create(&reader, NULL, drain, NULL);
    int sender = socket(AF_INET, SOCK_DGRAM, 0);
    static char bytes[BATCH][BYTES];
    struct iovec vectors[BATCH];
    struct mmsghdr headers[BATCH];
    struct timespec due;
    clock_gettime(CLOCK_MONOTONIC, &due);
    double begun = cpu_us();
    for (int turn = 0; turn < turns; turn++) {
        for (int at = 0; at < listeners;) {
            int filled = 0;
            for (; filled < BATCH && at < listeners; filled++, at++) {
                vectors[filled] = (struct iovec) {bytes[filled], BYTES};
                headers[filled] = (struct mmsghdr) {.msg_hdr = {.msg_name = &addresses[at],
                    .msg_namelen = sizeof addresses[at], .msg_iov = &vectors[filled], .msg_iovlen = 1}};
            }
            sendmmsg(sender, headers, filled, 0);
        }
        due.tv_nsec += TURN_NS;
        if (due.tv_nsec >= 1000000000) {
            due.tv_nsec -= 1000000000;
            due.tv_sec++;
        }
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
    }
    printf("%f\n", (cpu_us() - begun) / ((double) turns * listeners));
    return 0;
}
