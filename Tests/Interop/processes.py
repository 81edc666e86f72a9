"""The two things under test, as processes: the emulator and the command."""

import json
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("CLOUD_INVENTORY_BIN", str(ROOT / ".build/debug/cloud-inventory"))


@dataclass(frozen=True)
class Credential:
    access_key: str
    secret_key: str
    token: str | None = None


# The clouds that the command has a client for.
CLIENTS = {"tencent-cos", "huawei-obs", "alibaba-oss", "volcengine-tos"}

# Made up, as everything here. One that lasts, and one from a token service.
PERMANENT = Credential("AKIDinteropEXAMPLE00000000", "interopSecretEXAMPLE0000000")
TEMPORARY = Credential("AKIDtemporaryEXAMPLE000000", "temporarySecretEXAMPLE00000", "tok/en+1=")


class Emulator:
    """`cloud-inventory emulate` on free ports, from its ready line to its orderly end."""

    def __init__(self, folder, buckets):
        config = folder / "emulator.json"
        credentials = [
            {"accessKey": c.access_key, "secretKey": c.secret_key, "securityToken": c.token}
            for c in (PERMANENT, TEMPORARY)
        ]
        config.write_text(json.dumps({"credentials": credentials, "buckets": buckets}))
        # Files, not pipes: nobody reads while the tests run, and a full pipe would stop the emulator.
        self._output, self._errors = folder / "stdout", folder / "stderr"
        with self._output.open("wb") as output, self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [BINARY, "emulate", "--config", str(config)],
                stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
            )
        self.endpoints = self._ready_line(seconds=30)["endpoints"]

    def port(self, provider):
        return urlsplit(self.endpoints[provider]).port

    def stop(self):
        self._process.send_signal(signal.SIGTERM)
        try:
            status = self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise AssertionError("the emulator did not stop within 10 s of SIGTERM") from None
        assert status == 0, f"the emulator stopped with status {status}: {self._errors.read_text()}"

    def _ready_line(self, seconds):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            line, newline, _ = self._output.read_text().partition("\n")
            if newline:
                ready = json.loads(line)
                assert ready["ready"] is True, line
                return ready
            if self._process.poll() is not None:
                break
            time.sleep(0.02)
        self._process.kill()
        raise AssertionError(f"no ready line from the emulator: {self._errors.read_text()}")


class Command:
    """`cloud-inventory` connected to the emulator, with credentials in its environment."""

    def __init__(self, emulator, home):
        self._connect = [
            part
            for provider, url in emulator.endpoints.items()
            if provider in CLIENTS
            for part in ("--connect-to", f"{provider}={url}")
        ]
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TENCENTCLOUD_SECRET_ID": PERMANENT.access_key,
            "TENCENTCLOUD_SECRET_KEY": PERMANENT.secret_key,
            "OBS_ACCESS_KEY_ID": PERMANENT.access_key,
            "OBS_SECRET_ACCESS_KEY": PERMANENT.secret_key,
            "OSS_ACCESS_KEY_ID": PERMANENT.access_key,
            "OSS_ACCESS_KEY_SECRET": PERMANENT.secret_key,
            "TOS_ACCESS_KEY": PERMANENT.access_key,
            "TOS_SECRET_KEY": PERMANENT.secret_key,
        }

    def line(self, *arguments):
        """The words that start it."""
        return [BINARY, *arguments, *self._connect]

    def __call__(self, *arguments, status=0):
        """Runs the command and returns what it printed, having checked its exit status."""
        return self._run(arguments, status).stdout

    def failure(self, *arguments, status):
        """The same, and returns what it said on standard error."""
        return self._run(arguments, status).stderr

    def _run(self, arguments, status):
        done = subprocess.run(
            self.line(*arguments), env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=60,
        )
        assert done.returncode == status, f"{arguments} ended with {done.returncode}: {done.stdout}{done.stderr}"
        return done
