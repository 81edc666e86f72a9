"""Reports through a Spark cluster of one master and two workers, each a process of its own on loopback; and what a table over
symlink.txt, the form of the vendors' pages, comes to."""

import re
import subprocess
import time

import pytest
import report_files
from engines import BIN, HAS_SPARK, WHOLE, Session, environment
from test_engines import FIXTURES, answer_of_a_fixture, answer_of_a_random_pair
from test_engines_lose_rows import fails, handed_over, reports  # noqa: F401, a fixture

TABLE = """
spark.sql("CREATE TABLE trap ({columns}) PARTITIONED BY (dt STRING) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'"
    " STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'"
    " OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat' LOCATION 'file:{folder}'")
spark.sql("ALTER TABLE trap ADD PARTITION (dt = 'now')")
spark.sql("SELECT input_file_name() AS file, * FROM trap").createOrReplaceTempView("source_text")
"""


class Cluster:
    def __init__(self, folder):
        self.processes, self.folder = [], folder
        self.url = self.start("master.Master", "--host", "127.0.0.1", "--port", "0", wanted=r"Starting Spark master at (\S+)")
        for _ in range(2):
            self.start(
                "worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0",
                "--work-dir", folder / f"work{len(self.processes)}", self.url, wanted="(Successfully registered)")

    def start(self, name, *words, wanted):
        log = self.folder / f"{name}{len(self.processes)}.log"
        with open(log, "w") as file:
            self.processes.append(subprocess.Popen(
                [BIN / "spark-class", f"org.apache.spark.deploy.{name}", *map(str, words)], stdout=file,
                stderr=subprocess.STDOUT, env=environment(self.folder) | {"SPARK_DAEMON_MEMORY": "256m"}))
        deadline = time.monotonic() + 120
        while not (found := re.search(wanted, log.read_text())):
            assert self.processes[-1].poll() is None and time.monotonic() < deadline, log.read_text()[-2000:]
            time.sleep(0.1)
        return found[1]

    def used(self):
        """The workers that have run executors."""
        return [place for place in self.folder.glob("work*") if any(place.glob("app-*/*/stderr"))]

    def stop(self):
        for process in self.processes[::-1]:
            process.kill()
            process.wait()


if HAS_SPARK and WHOLE:
    @pytest.fixture(scope="module")
    def cluster(tmp_path_factory):
        cluster = Cluster(tmp_path_factory.mktemp("cluster"))
        session = Session(tmp_path_factory.mktemp("session"), cluster.url)
        yield cluster, session.variables
        session.stop()
        cluster.stop()

    @pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
    def test_a_spark_cluster_gives_the_same_answer_on_a_fixture(fixture, cluster, tmp_path):
        answer_of_a_fixture("spark", cluster[1], fixture, tmp_path)

    @pytest.mark.parametrize("seed", range(20))
    def test_a_spark_cluster_gives_the_same_answer_on_a_random_pair(seed, cluster, monkeypatch, tmp_path):
        monkeypatch.setattr(report_files, "ODD_FILES", False)
        answer_of_a_random_pair("spark", cluster[1], seed, tmp_path)
        assert len(cluster[0].used()) == 2

    def test_a_table_over_symlinks_reads_nothing_in_spark_and_fails_the_job(reports, tmp_path_factory):  # noqa: F811
        folder, written = reports
        variables = environment(tmp_path_factory.mktemp("hive"))
        out, _ = handed_over(variables, "spark", folder)
        links = folder / "hive/dt=now"
        links.mkdir(parents=True)
        (links / "symlink.txt").write_text("".join(f"file:{folder}/a/{part.key}\n" for part in written[0].parts))
        script = (out / "compare.py").read_text()
        head, mark, tail = script.partition("# The rows as values.")
        columns = re.search(r"source_columns = \[(.*)\]", script)[1].replace('"', "").split(", ")
        table = TABLE.format(columns=", ".join(f"{column} STRING" for column in columns), folder=folder / "hive")
        (out / "compare.py").write_text(
            head.replace('appName("cloud-inventory")', 'appName("trap").enableHiveSupport()') + table + mark + tail)
        fails(variables, "spark", out, "0 rows were read of ")
