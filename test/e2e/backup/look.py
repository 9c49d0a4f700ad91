"""Makes the bucket, says how what is in it lies on the disks of the store, and spoils it: what boto3 is told, it reads from its environment."""

import glob
import gzip
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


def keys(endpoint, bucket):
    return [listed["Key"] for listed in client(endpoint).list_objects_v2(Bucket=bucket)["Contents"]]


def lose(endpoint, bucket, key):
    """Deletes an object."""
    client(endpoint).delete_object(Bucket=bucket, Key=key)


def cut(endpoint, bucket, key):
    """Leaves a part of an object."""
    s3 = client(endpoint)
    body = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
    s3.put_object(Bucket=bucket, Key=key, Body=body[: len(body) // 2])


def change(endpoint, bucket, key, text):
    """Writes something else in the place of a text, which has to be there, within what is compressed."""
    s3 = client(endpoint)
    body = gzip.decompress(s3.get_object(Bucket=bucket, Key=key)["Body"].read())
    if text.encode() not in body:
        raise SystemExit(f"there is no {text} in {key}")
    changed = body.replace(text.encode(), text[::-1].encode())
    s3.put_object(Bucket=bucket, Key=key, Body=gzip.compress(changed, compresslevel=1))


if __name__ == "__main__":
    does = {"make": make, "lies": lies, "keys": keys, "lose": lose, "cut": cut, "change": change}[sys.argv[1]]
    print(json.dumps(does(*sys.argv[2:])))
