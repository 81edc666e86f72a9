"""The load of bench-load, by the vendors' SDKs: prints `REQUESTS WALL_NS CPU_NS PEAK_KB`.

    sdk_load.py store-cos|store-obs PORT THREADS COUNT
    sdk_load.py plan COS_PORT OBS_PORT BUCKETS_OF_EACH_CLOUD THREADS
"""

import logging
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import sdks

logging.disable(logging.CRITICAL)
sdks.names_lead_here()


def measure(count, body):
    wall, cpu = time.perf_counter_ns(), time.process_time_ns()
    body()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(count, time.perf_counter_ns() - wall, time.process_time_ns() - cpu, peak)


def store(put, client, threads, count):
    share = count // threads

    def work(worker):
        for _ in range(share):
            put(client, worker, 0)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda worker: put(client, worker, 0), range(threads)))
        measure(share * threads, lambda: list(pool.map(work, range(threads))))


def plan(cos_port, obs_port, buckets, threads):
    cos, obs = sdks.cos_client(cos_port), sdks.obs_client(obs_port)

    def work(bucket):
        sdks.plan_cos(cos, bucket, 10)
        sdks.plan_obs(obs, bucket, 10)

    with ThreadPoolExecutor(threads) as pool:
        measure(buckets * 2, lambda: list(pool.map(work, range(buckets))))


command, *numbers = sys.argv[1:]
numbers = [int(number) for number in numbers]
if command == "plan":
    plan(*numbers)
elif command == "store-cos":
    store(sdks.put_cos, sdks.cos_client(numbers[0]), *numbers[1:])
else:
    store(sdks.put_obs, sdks.obs_client(numbers[0]), *numbers[1:])
