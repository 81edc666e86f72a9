"""Reports through a Spark cluster of one master and two workers, each a process of its own on loopback; and what a table over
symlink.txt, the form of the vendors' pages, comes to."""

import re
import subprocess
import time

import pytest
import report_files
from engines import BIN, HAS_SPARK, WHOLE, Session, document, environment, run
from processes import ROOT
from test_engines import FIXTURES, answer_of_a_fixture, answer_of_a_random_pair
from test_engines_lose_rows import fails, handed_over, reports  # noqa: F401, a fixture

TABLE = """
spark.sql("CREATE TABLE trap ({columns}) PARTITIONED BY (dt STRING) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'"
    " STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'"
    " OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat' LOCATION 'file:{folder}'")
spark.sql("ALTER TABLE trap ADD PARTITION (dt = 'now')")
spark.sql("SELECT input_file_name() AS file, * FROM trap").createOrReplaceTempView("source_text")
"""


def configured(folder, *settings):
    """Variables by which `spark-submit` finds settings for few rows."""
    (folder / "spark-defaults.conf").write_text("\n".join(["spark.sql.shuffle.partitions 2", "spark.ui.enabled false", *settings]))
    return environment(folder) | {"SPARK_CONF_DIR": str(folder)}


class Cluster:
    def __init__(self, folder):
        self.processes, self.folder = [], folder
        self.url = self.start(
            "master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0", wanted=r"Starting Spark master at (\S+)")
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
            process.terminate()
            process.wait(60)


if HAS_SPARK and WHOLE:
    @pytest.fixture(scope="module")
    def cluster(tmp_path_factory):
        cluster = Cluster(tmp_path_factory.mktemp("cluster"))
        yield cluster
        cluster.stop()

    @pytest.fixture(scope="module")
    def variables(cluster, tmp_path_factory):
        """Those by which the command finds a session on the cluster, which takes all of its cores."""
        session = Session(tmp_path_factory.mktemp("session"), cluster.url)
        yield session.variables
        session.stop()

    # Before there is a session.
    def test_the_command_submits_to_the_cluster(cluster, tmp_path):
        found = configured(tmp_path, "spark.executor.memory 512m")
        fixture = ROOT / "Tests/Vectors/reports/equal"
        answers = [
            run(found, "compare", fixture / "a", fixture / "b", *more, "--output", "json")
            for more in ([], ["--engine", "spark", "--master", cluster.url])]
        assert document(answers[1]) == document(answers[0]) and answers[1].returncode == 0, answers[1].stderr
        assert len(cluster.used()) == 2

    @pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
    def test_a_spark_cluster_gives_the_same_answer_on_a_fixture(fixture, variables, tmp_path):
        answer_of_a_fixture("spark", variables, fixture, tmp_path)

    @pytest.mark.parametrize("seed", range(20))
    def test_a_spark_cluster_gives_the_same_answer_on_a_random_pair(seed, variables, monkeypatch, tmp_path):
        monkeypatch.setattr(report_files, "ODD_FILES", False)
        answer_of_a_random_pair("spark", variables, seed, tmp_path)

    def test_a_table_over_symlinks_reads_nothing_in_spark_and_fails_the_job(reports, tmp_path_factory):  # noqa: F811
        folder, written = reports
        variables = configured(tmp_path_factory.mktemp("hive"))
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
