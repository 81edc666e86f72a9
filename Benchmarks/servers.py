"""What the load goes to: nginx with one file of a kilobyte, and the emulator. Both end with the `with` that began them."""

import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

ACCESS_KEY, SECRET_KEY = "AKIDbenchEXAMPLE00000000", "benchSecretEXAMPLE000000"


class Server:
    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="bench-"))
        self.process = self.start()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder)


class Nginx(Server):
    """One worker on the given core."""

    def __init__(self, core):
        self.core = core

    def start(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (self.folder / "html").mkdir()
        self.folder.chmod(0o755)
        item = "<Item><Key>photos/2024/summer/beach</Key><Size>123456789</Size></Item>"
        (self.folder / "html/1k.xml").write_text(f"<Result>{item * 13}</Result>")
        (self.folder / "nginx.conf").write_text(f"""
            daemon off; worker_processes 1; pid {self.folder}/pid; error_log {self.folder}/errors;
            events {{ worker_connections 2048; }}
            http {{
                access_log off; keepalive_requests 100000000; default_type application/xml; tcp_nodelay on;
                client_body_temp_path {self.folder}/a; proxy_temp_path {self.folder}/b;
                fastcgi_temp_path {self.folder}/c; uwsgi_temp_path {self.folder}/d; scgi_temp_path {self.folder}/e;
                server {{ listen 127.0.0.1:{self.port}; root {self.folder}/html; }}
            }}""")
        process = subprocess.Popen(
            ["taskset", "-c", str(self.core), "nginx", "-p", str(self.folder), "-e", str(self.folder / "errors"),
             "-c", str(self.folder / "nginx.conf")])
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return process
            time.sleep(0.05)
        raise AssertionError((self.folder / "errors").read_text())


class Emulator(Server):
    """Both clouds with that many buckets each, named as in Fleet.swift."""

    def __init__(self, command, buckets):
        self.command, self.buckets = command, buckets

    def start(self):
        names = [("tencent-cos", "bench{}-1250000000", "ap-guangzhou"), ("huawei-obs", "bench{}", "cn-north-4")]
        (self.folder / "emulator.json").write_text(json.dumps({
            "credentials": [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}],
            "buckets": [
                {"provider": provider, "name": name.format(number), "region": region}
                for provider, name, region in names for number in range(self.buckets)
            ],
        }))
        output = (self.folder / "output").open("wb")
        process = subprocess.Popen(
            [self.command, "emulate", "--config", str(self.folder / "emulator.json")], stdout=output)
        for _ in range(600):
            line = (self.folder / "output").read_text()
            if line.endswith("\n"):
                endpoints = json.loads(line)["endpoints"]
                self.cos, self.obs = (urlsplit(endpoints[name]).port for name in ("tencent-cos", "huawei-obs"))
                return process
            assert process.poll() is None, "the emulator ended"
            time.sleep(0.05)
        raise AssertionError("no ready line from the emulator")
