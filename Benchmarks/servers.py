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


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


TEMPORARY = " ".join(
    f"{kind}_temp_path {{folder}}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))


def start_nginx(folder, port, http, core=None):
    """nginx with that `http` block, as soon as it listens."""
    (folder / "nginx.conf").write_text(f"""
        daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/errors;
        events {{ worker_connections 4096; }}
        http {{ keepalive_requests 100000000; {TEMPORARY.format(folder=folder)} {http} }}""")
    process = subprocess.Popen(
        [*(["taskset", "-c", str(core)] if core else []), "nginx", "-p", str(folder), "-e", str(folder / "errors"),
         "-c", str(folder / "nginx.conf")])
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.05)
    raise AssertionError((folder / "errors").read_text())


class Nginx(Server):
    """One worker on the given core."""

    def __init__(self, core):
        self.core = core

    def start(self):
        self.port = free_port()
        (self.folder / "html").mkdir()
        self.folder.chmod(0o755)
        item = "<Item><Key>photos/2024/summer/beach</Key><Size>123456789</Size></Item>"
        (self.folder / "html/1k.xml").write_text(f"<Result>{item * 13}</Result>")
        return start_nginx(self.folder, self.port, f"""
            access_log off; default_type application/xml; tcp_nodelay on;
            server {{ listen 127.0.0.1:{self.port}; root {self.folder}/html; }}""", self.core)


class TLSFront(Server):
    """TLS before an emulator, under the clouds' own names. Counts connections, each of which began with a handshake."""

    def __init__(self, emulator):
        self.emulator = emulator

    def start(self):
        self.port, self.certificate = free_port(), self.folder / "certificate"
        names = "DNS:*.cos.ap-guangzhou.myqcloud.com,DNS:*.obs.cn-north-4.myhuaweicloud.com"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=bench",
             "-addext", f"subjectAltName={names}", "-keyout", self.folder / "key", "-out", self.certificate],
            check=True, capture_output=True)
        return start_nginx(self.folder, self.port, f"""
            log_format calls "$connection $connections_active"; access_log {self.folder}/calls calls;
            map $host $cloud {{ ~myqcloud {self.emulator.cos}; default {self.emulator.obs}; }}
            server {{
                listen 127.0.0.1:{self.port} ssl;
                ssl_certificate {self.certificate}; ssl_certificate_key {self.folder}/key;
                location / {{
                    proxy_pass http://127.0.0.1:$cloud$request_uri; proxy_set_header Host $http_host;
                    proxy_http_version 1.1; proxy_set_header Connection "";
                }}
            }}""")

    def calls(self):
        time.sleep(0.3)  # nginx writes a line when it is done with the request, which may be after the client is
        return [tuple(map(int, line.split())) for line in (self.folder / "calls").read_text().splitlines()][self.seen:]

    seen = 0

    def forget(self):
        self.seen += len(self.calls())

    def handshakes(self):
        return len({connection for connection, _ in self.calls()})

    def most_at_once(self):
        return max(active for _, active in self.calls())


class Emulator(Server):
    """Both clouds with that many buckets each, named as in Fleet.swift."""

    def __init__(self, command, buckets, core=None):
        self.command, self.buckets = command, buckets
        self.pinned = ["taskset", "-c", core] if core else []

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
            [*self.pinned, self.command, "emulate", "--config", str(self.folder / "emulator.json")], stdout=output)
        for _ in range(600):
            line = (self.folder / "output").read_text()
            if line.endswith("\n"):
                endpoints = json.loads(line)["endpoints"]
                self.cos, self.obs = (urlsplit(endpoints[name]).port for name in ("tencent-cos", "huawei-obs"))
                return process
            assert process.poll() is None, "the emulator ended"
            time.sleep(0.05)
        raise AssertionError("no ready line from the emulator")
