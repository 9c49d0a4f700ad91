"""Makes the bucket, and says how what is in it lies on the disks of the store: what boto3 is told, it reads from its environment."""

import glob
import json
import os
import sys

import boto3


def client(endpoint):
    return boto3.client("s3", endpoint_url=endpoint)


def make(endpoint, bucket):
    client(endpoint).create_bucket(Bucket=bucket)


def lies(endpoint, bucket, disks):
    """Each object by its key: which encryption the store says it has, and whether a part of it is to be read on its disks."""
    s3 = client(endpoint)
    s3.put_object(Bucket=bucket, Key="in-clear-text", Body=os.urandom(16384))
    on_disk = b"".join(open(name, "rb").read() for name in glob.glob(f"{disks}/**", recursive=True) if name.endswith((".dat", ".ldb", ".log")))
    found = {}
    for listed in s3.list_objects_v2(Bucket=bucket)["Contents"]:
        got = s3.get_object(Bucket=bucket, Key=listed["Key"])
        body = got["Body"].read()
        found[listed["Key"]] = {
            "bytes": len(body),
            "encryption": got.get("ServerSideEncryption"),
            "readable": body[:64] in on_disk or (len(body) > 4200 and body[4096:4160] in on_disk),
        }
    return found


if __name__ == "__main__":
    print(json.dumps({"make": make, "lies": lies}[sys.argv[1]](*sys.argv[2:])))
