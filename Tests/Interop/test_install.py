"""What `make install` puts beside the command: manual pages and completions that belong to it."""

import json
import os
import pty
import select
import signal
import subprocess

import pytest
from processes import BINARY, ROOT

# Of Examples/acme.yaml.
TARGETS = ["acme-cos", "acme-obs"]


@pytest.fixture(scope="module")
def prefix(tmp_path_factory):
    prefix = tmp_path_factory.mktemp("prefix")
    subprocess.run([ROOT / "Scripts/install.sh", BINARY, prefix], check=True, timeout=120)
    return prefix


def test_every_command_has_a_manual_page_with_its_options(prefix):
    help_text = subprocess.run([BINARY, "--experimental-dump-help"], capture_output=True, text=True, check=True).stdout
    commands = [each for each in json.loads(help_text)["command"]["subcommands"] if each["commandName"] != "help"]
    assert len(commands) > 15
    for command in commands:
        page = (prefix / f"share/man/man1/cloud-inventory-{command['commandName']}.1").read_text().replace("\\-", "-")
        assert page.startswith(".TH "), page[:80]
        for argument in command["arguments"]:
            if argument["kind"] != "positional" and argument["shouldDisplay"]:
                assert f"--{argument['names'][-1]['name']}" in page
    front = (prefix / "share/man/man1/cloud-inventory.1").read_text().replace("\\-", "-")
    assert "changes are pending" in front and "cloud-inventory-plan (1)" in front


def test_bash_completes_commands_and_options(prefix):
    script = prefix / "share/bash-completion/completions/cloud-inventory"

    def completed(*words):
        line = " ".join(words)
        shell = f"""
            cd {ROOT}/Examples; source {script}
            COMP_WORDS=({" ".join(word or "''" for word in words)}); COMP_WORDS[{len(words) - 1}]="{words[-1]}"
            COMP_CWORD={len(words) - 1}; COMP_LINE="{line}"; COMP_POINT={len(line)}
            function=$(complete -p cloud-inventory | sed -E 's/.*-F ([^ ]+).*/\\1/')
            "$function" cloud-inventory "{words[-1]}" "{words[-2]}"
            printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        done = subprocess.run(
            ["bash", "-c", shell], capture_output=True, text=True, check=True, timeout=30,
            env={"PATH": f"{prefix}/bin:/usr/bin:/bin"})
        return done.stdout.split()

    assert {"plan", "apply", "doctor"} <= set(completed("cloud-inventory", ""))
    assert "--html" in completed("cloud-inventory", "plan", "--h")
    assert completed("cloud-inventory", "plan", "--color", "al") == ["always"]
    assert "acme.yaml" in completed("cloud-inventory", "plan", "ac")
    # What stands in the rule set on the line.
    assert completed("cloud-inventory", "plan", "acme.yaml", "--target", "") == TARGETS
    assert "photos-1250000000" in completed("cloud-inventory", "check", "acme.yaml", "--bucket", "pho")
    assert completed("cloud-inventory", "list", "--rule-set", "acme.yaml", "--target", "") == TARGETS


def test_fish_completes_commands_options_values_and_files(prefix, tmp_path):
    (tmp_path / "nightly.yaml").touch()

    def completed(line):
        shell = f"set -p fish_complete_path {prefix}/share/fish/vendor_completions.d; complete -C '{line}'"
        done = subprocess.run(
            ["fish", "--no-config", "-c", shell], capture_output=True, text=True, check=True, timeout=30, cwd=tmp_path,
            env={"PATH": f"{prefix}/bin:/usr/bin:/bin", "HOME": str(tmp_path)})
        return {line.split("\t")[0] for line in done.stdout.splitlines()}

    assert {"plan", "apply", "doctor"} <= completed("cloud-inventory ")
    assert "--html" in completed("cloud-inventory plan --h")
    assert completed("cloud-inventory plan --color ") == {"auto", "always", "never"}
    assert "nightly.yaml" in completed("cloud-inventory plan nig")




@pytest.mark.parametrize("line", ["plan acme.yaml", "list --rule-set acme.yaml"])
def test_fish_completes_what_stands_in_the_rule_set(prefix, tmp_path, line):
    """On a terminal: without one, fish has no cursor to ask the command about."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(ROOT / "Examples")
        path = f"set -p fish_complete_path {prefix}/share/fish/vendor_completions.d"
        os.execvpe("fish", ["fish", "--no-config", "-i", "-C", path], {
            "PATH": f"{prefix}/bin:/usr/bin:/bin", "HOME": str(tmp_path), "TERM": "xterm"})
    os.write(terminal, f"cloud-inventory {line} --target \t".encode())
    seen = b""
    try:
        while not all(target.encode() in seen for target in TARGETS):
            assert select.select([terminal], [], [], 60)[0], seen
            seen += os.read(terminal, 1 << 16)
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def test_zsh_has_its_completions(prefix):
    text = (prefix / "share/zsh/site-functions/_cloud-inventory").read_text()
    assert text.startswith("#compdef cloud-inventory") and "doctor" in text and "_files" in text
    # Names in the rule set and runs are asked of the command.
    for asked in ("plan -- --target", "check -- --bucket", "list -- --target", "undo -- positional@0"):
        assert f"---completion {asked}" in text, asked


def test_manual_pages_have_no_mistake(prefix):
    pages = sorted((prefix / "share/man/man1").glob("*.1"))
    version = subprocess.run([BINARY, "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
    assert all(f'"{version}"' in page.read_text() for page in pages)
    # A page is of a release, not of a day.
    lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", *pages], capture_output=True, text=True)
    problems = [line for line in lint.stdout.splitlines() if "missing date" not in line]
    assert problems == []
