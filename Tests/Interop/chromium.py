"""A headless Chromium with one page, driven over the DevTools pipe: no package, no port."""

import base64
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

PROGRAM = next((name for name in ("chromium", "chromium-browser", "google-chrome") if shutil.which(name)), None)

KEYS = {
    "Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, ""), "ArrowDown": (40, ""), "ArrowRight": (39, ""),
    "End": (35, ""), "Home": (36, ""), "PageDown": (34, ""),
}


class Chromium:
    """Opens one file, with a window of that size; every console message and request is kept."""

    def __init__(self, file, dark=False, width=1400, height=900, fragment=""):
        assert PROGRAM, "no Chromium; Debian calls the package chromium"
        self._profile = tempfile.mkdtemp(prefix="chromium-")
        to_browser, self._commands = os.pipe()
        self._answers, from_browser = os.pipe()

        def wire():
            # Chromium reads commands from 3 and writes answers to 4.
            first, second = os.dup(to_browser), os.dup(from_browser)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self._process = subprocess.Popen(
            [PROGRAM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--remote-debugging-pipe", f"--user-data-dir={self._profile}", f"--window-size={width},{height}",
             "about:blank"],
            preexec_fn=wire, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )
        os.close(to_browser)
        os.close(from_browser)
        os.set_blocking(self._answers, False)
        self._buffer, self._number, self._session = b"", 0, None
        self.messages, self.requests = [], []
        target = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        attached = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.call("Page.navigate", url=Path(file).resolve().as_uri() + fragment)
        self.wait("document.readyState === 'complete'")

    def call(self, method, **parameters):
        self._number += 1
        command = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            command["sessionId"] = self._session
        os.write(self._commands, json.dumps(command).encode() + b"\0")
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            for message in self._read():
                if message.get("id") == self._number:
                    assert "error" not in message, f"{method}: {message['error']}"
                    return message["result"]
        raise AssertionError(f"Chromium did not answer {method} within a minute")

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression):
        deadline = time.monotonic() + 30
        while not self.evaluate(expression):
            assert time.monotonic() < deadline, f"never true: {expression}"

    def press(self, key):
        code, text = KEYS[key]
        for kind in ("keyDown", "keyUp"):
            more = {"text": text} if text and kind == "keyDown" else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **more)

    def screenshot(self, file):
        Path(file).write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def close(self):
        try:
            self._session = None
            self.call("Browser.close")
            self._process.wait(timeout=10)
        except (AssertionError, OSError, subprocess.TimeoutExpired):
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        for descriptor in (self._commands, self._answers):
            os.close(descriptor)
        shutil.rmtree(self._profile, ignore_errors=True)

    def _read(self):
        """What has come since: answers are returned, events are kept."""
        try:
            part = os.read(self._answers, 1 << 16)
        except BlockingIOError:
            time.sleep(0.005)
            return []
        assert part, "Chromium went away"
        *whole, self._buffer = (self._buffer + part).split(b"\0")
        messages = [json.loads(one) for one in whole]
        for message in messages:
            parameters = message.get("params", {})
            match message.get("method"):
                case "Network.requestWillBeSent":
                    self.requests.append(parameters["request"]["url"])
                case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Log.entryAdded":
                    self.messages.append(json.dumps(parameters))
        return [message for message in messages if "id" in message]
