"""Size and start-up of the command with the Swift runtime inside: startup.py COMMAND"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from statistics import median

with tempfile.TemporaryDirectory() as folder:
    command = os.path.join(folder, "cloud-inventory")
    shutil.copy(sys.argv[1], command)
    subprocess.run(["strip", command], check=True)
    size = os.path.getsize(command) / 1e6
    wall, cpu = [], []
    for _ in range(21):
        start = time.perf_counter()
        process = subprocess.Popen([command, "--version"], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        wall.append((time.perf_counter() - start) * 1e3)
        cpu.append((usage.ru_utime + usage.ru_stime) * 1e3)
    # The first start also reads the file from the disk.
    print(f"command, runtime linked in, stripped: {size:.1f} MB (bar: 16)")
    print(f"start to --version, median of 20: {median(wall[1:]):.1f} ms, CPU {median(cpu[1:]):.1f} ms (bar: 8)")
