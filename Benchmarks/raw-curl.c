// The floor of the transport: libcurl's multi interface and poll in one thread, nothing else.
//   raw-curl PORT IN_FLIGHT COUNT      prints REQUESTS WALL_NS CPU_NS PEAK_KB
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static long long now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

// Bodies are kept, as a client that wants the answer has to.
struct body { char bytes[4096]; size_t length; };

static size_t keep(char *data, size_t size, size_t count, void *user) {
    struct body *body = user;
    size_t length = size * count;
    if (body->length + length > sizeof body->bytes) return 0;
    for (size_t i = 0; i < length; i++) body->bytes[body->length + i] = data[i];
    body->length += length;
    return length;
}

int main(int argc, char **argv) {
    if (argc != 4) return 64;
    int in_flight = atoi(argv[2]), count = atoi(argv[3]), started = 0, done = 0, failed = 0;
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%s/1k.xml", argv[1]);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURLM *multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)in_flight);
    struct body *bodies = calloc((size_t)in_flight, sizeof *bodies);
    long long wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    for (; started < in_flight && started < count; started++) {
        CURL *easy = curl_easy_init();
        curl_easy_setopt(easy, CURLOPT_URL, url);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &bodies[started]);
        curl_easy_setopt(easy, CURLOPT_PRIVATE, &bodies[started]);
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 30000L);
        curl_easy_setopt(easy, CURLOPT_USERAGENT, "cloud-inventory");
        curl_multi_add_handle(multi, easy);
    }
    while (done < count) {
        int running, left, before = done;
        curl_multi_perform(multi, &running);
        for (CURLMsg *m; (m = curl_multi_info_read(multi, &left));) {
            CURL *easy = m->easy_handle;
            struct body *body;
            long status = 0;
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
            curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&body);
            if (m->data.result != CURLE_OK || status != 200 || body->length < 900) failed++;
            body->length = 0;
            curl_multi_remove_handle(multi, easy);
            done++;
            if (started < count) {
                started++;
                curl_multi_add_handle(multi, easy);
            } else {
                curl_easy_cleanup(easy);
            }
        }
        // What was just added has to be begun before anything can be waited for.
        if (done == before) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    wall = now(CLOCK_MONOTONIC) - wall;
    cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%d %lld %lld %ld\n", count, wall, cpu, usage.ru_maxrss);
    curl_multi_cleanup(multi);
    return failed ? 1 : 0;
}
