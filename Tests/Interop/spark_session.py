"""Runs scripts in one Spark session, as spark-submit would run each: SOCKET MASTER."""

import os
import socket
import sys
import traceback

from pyspark.sql import SparkSession


def run(script):
    try:
        with open(script) as file:
            exec(compile(file.read(), script, "exec"), {"__name__": "__main__"})
    except SystemExit as end:
        return str(end.code or 0)
    except Exception:
        return traceback.format_exc()
    return "0"


def main():
    path, master = sys.argv[1:]
    settings = {
        "spark.ui.enabled": "false", "spark.driver.memory": "1g", "spark.executor.memory": "512m", "spark.cores.max": "2",
        "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": os.path.join(os.getcwd(), "warehouse"),
    }
    if master.startswith("local"):
        # To compile a query takes seconds, and to run it on these few rows none; the session of a cluster compiles.
        settings |= {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}
    builder = SparkSession.builder.master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen()
    print("ready", flush=True)
    while True:
        caller, _ = server.accept()
        with caller:
            folder, script = os.path.split(caller.makefile().readline().rstrip("\n"))
            os.chdir(folder)
            answer = run(script)
            session.catalog.clearCache()
            caller.sendall((answer if answer == "0" else "1\n" + answer).encode())


main()
