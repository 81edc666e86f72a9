import socket
from types import SimpleNamespace

import pytest
from engines import NAMES, Session, environment
from processes import Command, Emulator

REGIONS = {
    "tencent-cos": "ap-guangzhou", "huawei-obs": "cn-north-4", "alibaba-oss": "cn-hangzhou",
    "volcengine-tos": "cn-beijing",
}
BUCKETS = {
    "tencent-cos": [f"interop{number:02}-1250000000" for number in range(120)],
    "huawei-obs": [f"interop{number:02}" for number in range(120)],
    "alibaba-oss": [f"interop{number:02}" for number in range(200)],
    "volcengine-tos": [f"interop{number:02}" for number in range(120)],
}
VENDOR_DOMAINS = (
    ".myqcloud.com", ".myhuaweicloud.com", ".aliyuncs.com", ".volces.com", ".ivolces.com", ".bytepluses.com",
)
TEXTS = {"a b+c": "one", "db/1.csv": "0123456789", "db/2.csv": "two", "logs/1": "three", "日志/%41": "four"}


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
def engines(tmp_path_factory):
    """The variables with which the command finds each engine."""
    folder = tmp_path_factory.mktemp("engines")
    found = {"duckdb": environment(folder)}
    session = Session(folder) if "spark" in NAMES else None
    if session:
        found["spark"] = session.variables
    yield found
    if session:
        session.stop()


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


@pytest.fixture
def oss_bucket(unused_buckets):
    """An OSS bucket that no other test has touched."""
    return next(unused_buckets["alibaba-oss"])


@pytest.fixture
def tos_bucket(unused_buckets):
    """A TOS bucket that no other test has touched."""
    return next(unused_buckets["volcengine-tos"])


def stock(provider, folder):
    """An emulator with one bucket of that cloud, and what the bucket holds."""
    objects = [{"key": key, "text": text} for key, text in TEXTS.items()] + [
        {"key": "v", "text": "old", "versionID": "v1"}, {"key": "v", "text": "new", "versionID": "v2"}]
    bucket = {"provider": provider, "name": "objects", "region": REGIONS[provider], "objects": objects}
    return SimpleNamespace(
        emulator=Emulator(folder, [bucket]), bucket="objects", texts=TEXTS,
        keys=sorted([*TEXTS, "v"], key=lambda key: key.encode()))


@pytest.fixture(scope="module")
def oss_stock(tmp_path_factory):
    stocked = stock("alibaba-oss", tmp_path_factory.mktemp("oss"))
    yield stocked
    stocked.emulator.stop()


@pytest.fixture(scope="module")
def tos_stock(tmp_path_factory):
    stocked = stock("volcengine-tos", tmp_path_factory.mktemp("tos"))
    yield stocked
    stocked.emulator.stop()
