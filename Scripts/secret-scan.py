"""Looks for the tests' secrets in everything below a folder: as they are, in base64, in hexadecimal, percent-encoded."""

import base64
import pathlib
import sys

SECRETS = [b"CANARYsecretOfTheTests0123456789", b"testSecretEXAMPLE"]
# What the tests hand in: key files, standard input, the emulator's own configuration. Secrets belong there.
GIVEN = {"default.credential", ".obsutilconfig", "input", "emulator.json"}


def forms(secret):
    yield secret
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    yield "".join(f"%{byte:02X}" for byte in secret).encode()
    # Base64 of any text that holds the secret, whatever stands before it.
    for before in range(3):
        coded = base64.b64encode(b"x" * before + secret)
        yield coded[4 if before else 0:len(coded) // 4 * 4 - 4]


folder = pathlib.Path(sys.argv[1])
files = [path for path in folder.rglob("*") if path.is_file()]
size = given = 0
found = []
for path in files:
    data = path.read_bytes()
    size += len(data)
    if path.name in GIVEN:
        given += 1
        continue
    found += [path for secret in SECRETS for form in forms(secret) if form in data][:1]
for path in found:
    print(f"a secret stands in {path.relative_to(folder)}: {path.read_bytes()[:300]!r}", file=sys.stderr)
print(f"searched {size:,} bytes in {len(files):,} files ({given} of them given by the tests) for {len(SECRETS)} secrets: {len(found)} found")
# A search of nothing finds nothing.
sys.exit(1 if found or len(files) < 500 or size < 1_000_000 else 0)
