"""The load of bench-load's `transport`, by Python's requests: requests_load.py PORT THREADS COUNT"""

import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import requests

port, threads, count = map(int, sys.argv[1:])


def work(share):
    with requests.Session() as session:
        session.trust_env = False
        for _ in range(share):
            answer = session.get(f"http://127.0.0.1:{port}/1k.xml", timeout=30)
            assert answer.status_code == 200 and len(answer.content) > 900


with ThreadPoolExecutor(threads) as pool:
    wall, cpu = time.perf_counter_ns(), time.process_time_ns()
    list(pool.map(work, [count // threads] * threads))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(count // threads * threads, time.perf_counter_ns() - wall, time.process_time_ns() - cpu, peak)
