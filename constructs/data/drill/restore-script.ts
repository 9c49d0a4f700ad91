/**
 * What the container with Barman's programs runs, which has the keys of the store: Python, since its image has no shell.
 *
 * It has the newest base backup restored, then hands PostgreSQL, in the container beside, each file of the log that it asks
 * for, and ends well only where PostgreSQL has come as far as the log in the store goes. It calls what the programs
 * `barman-cloud-restore` and `barman-cloud-wal-restore` call, without a new Python for each file.
 *
 * Of their exit statuses, 1 alone says that the store does not have a file. What comes of any other, such as a store that
 * cannot be reached, would pass with PostgreSQL for the end of the log.
 */
export const RESTORE_SCRIPT = String.raw`import atexit
import os
import re
import shutil
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

folder = Path(os.environ["DRILL_FOLDER"])
keys = Path(os.environ["DRILL_KEYS"])
os.environ["AWS_ACCESS_KEY_ID"] = (keys / "access-key-id").read_text().strip()
os.environ["AWS_SECRET_ACCESS_KEY"] = (keys / "secret-access-key").read_text().strip()

from barman.clients import cloud_restore, cloud_walrestore
from barman.cloud import CloudBackupCatalog
from barman.cloud_providers import get_cloud_interface

database = os.environ["DRILL_DATABASE"]
oldest = timedelta(hours=int(os.environ["DRILL_OLDEST_HOURS"]))
store = ["--endpoint-url", os.environ["DRILL_ENDPOINT"], "--cloud-provider", "aws-s3", os.environ["DRILL_PLACE"], database]
started = time.monotonic()


def say(what):
    print(f"{time.monotonic() - started:.0f} s: {what}", flush=True)


def fail(why):
    sys.exit(f"failed: {why}")


def status(program, *args):
    try:
        program([*store, *args])
    except SystemExit as end:
        return end.code or 0
    return 0


def newest_backup(catalog):
    whole = [backup for backup in catalog.get_backup_list().values() if backup.status == "DONE"]
    if not whole:
        fail("the store has no base backup that is whole")
    backup = max(whole, key=lambda one: one.end_time)
    age = datetime.now(timezone.utc) - backup.end_time
    if age > oldest:
        fail(f"the newest base backup, {backup.backup_id}, is {age} old, where {oldest} are allowed")
    return backup


def newest_of_log(catalog, backup):
    files = [name for name in catalog.get_wal_paths() if re.fullmatch("[0-9A-F]{24}", name)]
    newest = max(files, default="")
    if newest < backup.end_wal:
        fail(f"the store has no {backup.end_wal}, without which {backup.backup_id} cannot be used")
    return newest


def hand_over(wanted):
    name = wanted.stem
    wanted.unlink()
    part = folder / "log" / f"{name}.part"
    code = status(cloud_walrestore.main, name, str(part))
    if code not in (0, 1):
        fail(f"{name} cannot be had from the store")
    if code == 1:
        part.unlink(missing_ok=True)
        part.touch()
    part.rename(folder / "log" / f"{name}.{'here' if code == 0 else 'none'}")


def came_as_far(end, newest, segment):
    timeline, position = end.split()
    high, low = (int(half, 16) for half in position.split("/"))
    per_log = 0x100000000 // segment
    begin = (int(newest[8:16], 16) * per_log + int(newest[16:24], 16)) * segment
    return int(timeline) == int(newest[:8], 16) and (high << 32) + low > begin


catalog = CloudBackupCatalog(get_cloud_interface(cloud_walrestore.parse_arguments([*store, "-", "-"])), database)
backup = newest_backup(catalog)
newest = newest_of_log(catalog, backup)
say(f"the newest base backup is {backup.backup_id} of {backup.end_time}, and the log goes to {newest}")
(folder / "log").mkdir()
(folder / "data").mkdir(mode=0o700)
if status(cloud_restore.main, backup.backup_id, str(folder / "data")) != 0:
    fail(f"{backup.backup_id} cannot be restored")
say("it is restored, and the log is replayed")
(folder / "restored").touch()

# The disk is there for as long as the pod, of which people read the log.
atexit.register(shutil.rmtree, folder / "data", ignore_errors=True)
answer = folder / "answer"
while not answer.exists():
    for wanted in (folder / "log").glob("*.wanted"):
        hand_over(wanted)
    time.sleep(0.1)
verdict, end, last = (answer.read_text() + "\n\n").split("\n")[:3]
if verdict != "proved":
    fail(verdict)
if not came_as_far(end, newest, backup.xlog_segment_size):
    fail(f"the log could be replayed to timeline and position {end} alone, and goes on to {newest}")
say(f"proved: {database} can be had back to timeline and position {end}, with its last transaction of {last}")
`;
