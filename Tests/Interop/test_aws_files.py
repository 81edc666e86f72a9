"""Files of the aws command: botocore and the command make the same of them."""

import json
import subprocess

import botocore.exceptions
import botocore.session
import pytest
from processes import BINARY

KEYS = "aws_access_key_id = A\naws_secret_access_key = S\n"
FILES = {
    "plain": f"[default]\n{KEYS}",
    "nested": f"[default]\n{KEYS}s3 =\n    aws_access_key_id = N\n  max_queue_size = 1\n",
    "nested first": "[default]\ns3 =\n  aws_access_key_id = N\n  aws_secret_access_key = S\n",
    "indented": "[default]\n  aws_access_key_id = A\n  aws_secret_access_key = S\n",
    "less and less": "[default]\n    aws_access_key_id = A\n  aws_secret_access_key = S\n",
    "colons": "[default]\naws_access_key_id: A\naws_secret_access_key : S\n",
    "comments": "# x\n[default]\n; y\naws_access_key_id = A\n  # z\n\naws_secret_access_key = S\n",
    "capitals": "[default]\nAWS_ACCESS_KEY_ID = A\nAws_Secret_Access_Key = S\n",
    "defaults": "[DEFAULT]\naws_secret_access_key = S\n[default]\naws_access_key_id = A\n",
    "carriage returns": f"[default]\n{KEYS}".replace("\n", "\r\n"),
    "a key twice": f"[default]\n{KEYS}aws_access_key_id = B\n",
    "a key twice elsewhere": f"[default]\n{KEYS}[other]\nx = 1\nX = 2\n",
    "a section twice": f"[default]\n{KEYS}[default]\nregion = r\n",
    "no section": KEYS,
    "a line without a sign": f"[default]\n{KEYS}word\n",
    "no name": f"[default]\n{KEYS}= word\n",
    "another profile": f"[other]\n{KEYS}",
}


def theirs(path, monkeypatch):
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(path))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(path.parent / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    try:
        found = botocore.session.Session().get_credentials()
    except botocore.exceptions.ConfigParseError:
        return "unreadable"
    return found.access_key if found else "none"


def ours(path, home):
    environment = {"HOME": str(home), "AWS_SHARED_CREDENTIALS_FILE": str(path)}
    done = subprocess.run(
        [BINARY, "sign", "amazon-s3", "--url", "https://b.s3.eu-west-1.amazonaws.com/?inventory", "--output", "json",
         "--reveal"],
        env=environment, capture_output=True, text=True, timeout=60,
    )
    if done.returncode == 0:
        header = next(each for each in json.loads(done.stdout)["request"]["headers"] if "Credential=" in json.dumps(each))
        return json.dumps(header).split("Credential=")[1].split("/")[0]
    assert done.returncode == 4, done
    return "unreadable" if "the aws command does not read it" in done.stderr else "none"


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_as_botocore_reads_it(name, tmp_path, monkeypatch):
    path = tmp_path / "credentials"
    path.write_text(FILES[name], newline="")
    path.chmod(0o600)
    assert ours(path, tmp_path) == theirs(path, monkeypatch)
