import socket

import pytest
from processes import Command, Emulator

REGIONS = {"tencent-cos": "ap-guangzhou", "huawei-obs": "cn-north-4"}
BUCKETS = {
    "tencent-cos": [f"interop{number:02}-1250000000" for number in range(120)],
    "huawei-obs": [f"interop{number:02}" for number in range(120)],
}
VENDOR_DOMAINS = (".myqcloud.com", ".myhuaweicloud.com")


@pytest.fixture(scope="session", autouse=True)
def only_loopback():
    """The vendors' names lead to this machine, and no other name leads anywhere."""
    resolve = socket.getaddrinfo

    def resolve_here(host, *arguments, **options):
        if isinstance(host, str) and host.endswith(VENDOR_DOMAINS):
            host = "127.0.0.1"
        if host != "127.0.0.1":
            raise OSError(f"a test asked for the host {host}")
        return resolve(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", resolve_here)
        patch.setenv("NO_PROXY", "*")
        yield


@pytest.fixture(scope="session")
def emulator(tmp_path_factory):
    buckets = [
        {"provider": provider, "name": name, "region": REGIONS[provider]}
        for provider, names in BUCKETS.items()
        for name in names
    ]
    emulator = Emulator(tmp_path_factory.mktemp("emulator"), buckets)
    yield emulator
    emulator.stop()


@pytest.fixture(scope="session")
def command(emulator, tmp_path_factory):
    return Command(emulator, home=tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def unused_buckets():
    return {provider: iter(names) for provider, names in BUCKETS.items()}


@pytest.fixture
def cos_bucket(unused_buckets):
    """A COS bucket that no other test has touched."""
    return next(unused_buckets["tencent-cos"])


@pytest.fixture
def obs_bucket(unused_buckets):
    """An OBS bucket that no other test has touched."""
    return next(unused_buckets["huawei-obs"])
