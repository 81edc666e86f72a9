"""The synchronous cases against their floors and the vendors' SDKs: CPU time of one operation, in paired rounds.

    peers.py BENCH      run by the Python that has the SDKs

CPU time rather than wall time, because a busy neighbour takes the processor away and says nothing about the work.
"""

import logging
import os
import subprocess
import sys
import time
from statistics import median

import requests
import sdks
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from qcloud_cos.cos_auth import CosS3Auth
from qcloud_cos.cos_comm import format_xml, get_md5, xml_to_dict
from obs import auth

logging.disable(logging.CRITICAL)
BENCH = sys.argv[1]
ROUNDS = 5


def run(case, iterations):
    """CPU seconds of the process."""
    process = subprocess.Popen([BENCH, case, str(iterations)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, case
    return usage.ru_utime + usage.ru_stime


def ours(case, iterations):
    """CPU seconds of one operation of a Swift case."""
    return lambda: (run(case, iterations) - run(case, iterations // 10)) / (iterations - iterations // 10)


def python(operation, iterations):
    """CPU seconds of one call of a Python function."""
    def measure():
        start = time.process_time()
        for _ in range(iterations):
            operation()
        return (time.process_time() - start) / iterations
    return measure


def page(cloud):
    return subprocess.run([BENCH, "page", cloud], capture_output=True, check=True).stdout.rstrip(b"\n")


def cos_sign():
    config = sdks.cos_client()._conf
    body = format_xml(sdks.cos_sample(), "InventoryConfiguration")
    request = requests.Request(
        "PUT", "http://photos-1250000000.cos.ap-guangzhou.myqcloud.com/?inventory=&id=rule-2", data=body,
        headers={"Content-Type": "application/xml", "Content-MD5": get_md5(body)}).prepare()
    return lambda: CosS3Auth(config, params={"inventory": "", "id": "rule-2"})(request)


def obs_sign():
    client = sdks.obs_client()
    headers = client.convertor.trans_put_bucket_inventory(sdks.obs_sample())["headers"]
    headers |= {"Content-Type": "application/xml", "Content-Length": "600", "Date": "Tue, 14 Nov 2023 22:13:20 GMT"}
    arguments = {"inventory": None, "id": "rule-2"}

    def sign():
        signer = auth.Authentication(
            sdks.ACCESS_KEY, sdks.SECRET_KEY, client.path_style, client.ha, client.server, client.is_cname)
        signer.doAuth("PUT", "acme-photos", "", arguments, headers)
    return sign


def s3_sign():
    """As botocore signs a put of one rule: the request is made anew each time, since a signature stays in its headers."""
    signer = SigV4Auth(Credentials(sdks.ACCESS_KEY, sdks.SECRET_KEY), "s3", "eu-central-1")
    body = b"x" * 600

    def sign():
        signer.add_auth(AWSRequest(
            "PUT", "https://acme-photos.s3.eu-central-1.amazonaws.com/?inventory=&id=rule-2", data=body,
            headers={"Content-Type": "application/xml"}))
    return sign


def cos_encode():
    rule = sdks.cos_sample()
    return lambda: get_md5(format_xml(rule, "InventoryConfiguration"))


def obs_encode():
    convertor, rule = sdks.obs_client().convertor, sdks.obs_sample()
    return lambda: convertor.trans_put_bucket_inventory(rule)


def lists():
    cos, obs, convertor = page("cos"), page("obs"), sdks.obs_client().convertor
    assert len(xml_to_dict(cos)["InventoryConfiguration"]) == 100
    assert len(convertor.parseListBucketInventory(obs).configurations) == 100
    return lambda: xml_to_dict(cos), lambda: convertor.parseListBucketInventory(obs)


def compare(name, mine, other, peer, bar):
    """Both in every round; a ratio above 1 says how many times as fast we are."""
    rounds = [(mine(), other()) for _ in range(ROUNDS)]
    ratios = sorted(theirs / own for own, theirs in rounds)
    own, theirs = (median(values) * 1e6 for values in zip(*rounds))
    print(
        f"| {name} | {own:.2f} µs | {peer}: {theirs:.2f} µs | {median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}) "
        f"| {bar} |", flush=True)


def main():
    cos_list, obs_list = lists()
    swift = {
        "cos-sign": ours("cos-sign", 100_000), "obs-sign": ours("obs-sign", 100_000), "s3-sign": ours("s3-sign", 100_000),
        "cos-list": ours("decode-cos-list", 500), "obs-list": ours("decode-obs-list", 500),
        "cos-encode": ours("encode-cos", 50_000), "obs-encode": ours("encode-obs", 50_000),
    }
    print("| case, CPU time of one | ours | floor or peer | times as fast: median (range) | bar |\n|---|---|---|---|---|")
    compare("COS signature", swift["cos-sign"], ours("floor-sign-cos", 500_000), "OpenSSL alone", "≥ 0.33")
    compare("COS signature", swift["cos-sign"], python(cos_sign(), 4000), "cos-python-sdk-v5", "≥ 18")
    compare("OBS signature", swift["obs-sign"], ours("floor-sign-obs", 500_000), "OpenSSL alone", "–")
    compare("OBS signature", swift["obs-sign"], python(obs_sign(), 8000), "esdk-obs-python", "≥ 10")
    compare("S3 signature", swift["s3-sign"], ours("floor-sign-s3", 500_000), "OpenSSL alone", "≥ 0.29")
    compare("S3 signature", swift["s3-sign"], python(s3_sign(), 4000), "botocore", "≥ 20")
    compare("decode 100 COS rules", swift["cos-list"], ours("floor-expat-cos", 1000), "Expat, empty callbacks", "≥ 0.75")
    compare("decode 100 COS rules", swift["cos-list"], python(cos_list, 15), "cos-python-sdk-v5", "≥ 12")
    compare("decode 100 OBS rules", swift["obs-list"], ours("floor-expat-obs", 1000), "Expat, empty callbacks", "≥ 0.75")
    compare("decode 100 OBS rules", swift["obs-list"], python(obs_list, 60), "esdk-obs-python", "≥ 4")
    compare("encode a COS rule + MD5", swift["cos-encode"], python(cos_encode(), 1500), "cos-python-sdk-v5", "≥ 40")
    compare("encode an OBS rule + MD5", swift["obs-encode"], python(obs_encode(), 3000), "esdk-obs-python", "≥ 25")


main()
