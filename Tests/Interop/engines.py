"""The engines, each as the command finds it: DuckDB's command, and Spark behind a spark-submit that keeps one session warm."""

import json
import os
import subprocess
import sys
from pathlib import Path

from processes import BINARY, ROOT

BIN = Path(os.environ.get("ENGINES_BIN", ROOT / ".venv-engines/bin"))
HAS_SPARK = (BIN / "spark-submit").exists()
# Scripts/engines.sh tries everything; beside the other tests Spark, where it is installed, gets a few cases: each takes seconds.
WHOLE = "ENGINE_PAIRS" in os.environ
NAMES = ["duckdb", "spark"] if HAS_SPARK else ["duckdb"]
SUBMIT = """#!{python}
import os, socket, sys
answer = socket.socket(socket.AF_UNIX)
answer.connect(os.environ["SPARK_SESSION"])
answer.sendall((os.path.abspath(sys.argv[-1]) + "\\n").encode())
status, _, error = answer.makefile().read().partition("\\n")
sys.exit(error if status != "0" else 0)
"""


def tried(cases, few):
    """Each engine with its cases."""
    return [(engine, case) for engine in NAMES for case in (cases if WHOLE or engine == "duckdb" else cases[:few])]


class Session:
    """One Spark session that runs script after script: a session of its own for each would take seconds to start."""

    def __init__(self, folder, master="local[2]"):
        self.folder = folder
        submit = folder / "spark-submit"
        submit.write_text(SUBMIT.format(python=sys.executable))
        submit.chmod(0o755)
        self.log = open(folder / "session.log", "w")
        self.process = subprocess.Popen(
            [BIN / "python", Path(__file__).with_name("spark_session.py"), folder / "socket", master],
            stdout=subprocess.PIPE, stderr=self.log, text=True, cwd=folder, env=environment(folder))
        assert self.process.stdout.readline() == "ready\n", (folder / "session.log").read_text()[-2000:]

    @property
    def variables(self):
        found = environment(self.folder)
        return found | {"PATH": f"{self.folder}:{found['PATH']}", "SPARK_SESSION": str(self.folder / "socket")}

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()


def environment(folder):
    """The variables of a process that finds the engines, and starts Spark on loopback with little memory."""
    return os.environ | {
        "PATH": f"{BIN}:{os.environ['PATH']}", "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(folder),
        "PYSPARK_PYTHON": str(BIN / "python"), "TMPDIR": str(folder),
    }


def run(variables, *words, timeout=300):
    return subprocess.run(
        [BINARY, "report", *map(str, words)], capture_output=True, text=True, timeout=timeout, env=variables)


def document(done):
    """What was printed, without what only a reader of every row can tell."""
    if not done.stdout:
        return {}
    told = json.loads(done.stdout)
    for side in "source", "target":
        told[side].pop("dialect")
    return told
