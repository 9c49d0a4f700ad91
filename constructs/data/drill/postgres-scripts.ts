/**
 * What the database's own image runs beside that: PostgreSQL on what was restored, with nothing of the settings that it was
 * backed up with, and reachable by a socket alone.
 *
 * `hot_standby` is off so that it can be asked only once the whole log is replayed, and so that it takes fewer connections
 * than there were. What was prepared for a commit in two phases has to fit in all the same.
 *
 * It stays, whatever came of it: a container beside that ends is started anew.
 */
export const POSTGRES_SCRIPT = String.raw`set -u
trap 'exit 143' TERM
cd "$DRILL_FOLDER" || exit 1
scripts=$(dirname "$0")

answer() {
  printf '%s\n' "$@" >answer.part
  mv answer.part answer
  while :; do sleep 1; done
}
ask() { psql -XAtq -h "$DRILL_FOLDER/socket" -U postgres "$@"; }

[ ! -e began ] || answer 'PostgreSQL was killed, as it is where it has too little memory'
until [ -e restored ]; do sleep 1; done
touch began
mkdir -p -m 700 socket
echo 'local all all trust' >pg_hba.conf
touch pg_ident.conf data/recovery.signal
: >data/postgresql.auto.conf
cat >postgresql.conf <<EOF
hba_file = '$DRILL_FOLDER/pg_hba.conf'
ident_file = '$DRILL_FOLDER/pg_ident.conf'
listen_addresses = ''
unix_socket_directories = '$DRILL_FOLDER/socket'
restore_command = 'sh $scripts/log.sh %f "%p"'
hot_standby = off
max_prepared_transactions = $(pg_controldata data | sed -n 's/^max_prepared_xacts setting: *//p')
fsync = off
full_page_writes = off
EOF

pg_ctl start -D data -o "-c config_file=$DRILL_FOLDER/postgresql.conf" >&2 || answer 'PostgreSQL does not start'
until last=$(ask -d postgres -c "SELECT coalesce(pg_last_xact_replay_timestamp()::text, 'before the backup')"); do
  pg_ctl status -D data >&2 || answer 'PostgreSQL did not come to the end of the log'
  sleep 1
done
if [ -e "$scripts/query.sql" ]; then
  said=$(PGOPTIONS='-c default_transaction_read_only=on' ask -d "$DRILL_ASKED" -c "$(cat "$scripts/query.sql")") ||
    answer 'what it is asked is an error'
  [ "$said" = t ] || answer "what it is asked is not true, but '$said'"
fi
pg_ctl stop -D data -m fast >&2 || answer 'PostgreSQL does not stop'
pg_checksums --check -D data >&2 || answer 'some pages are not as they were written'
history=$(ls data/pg_wal/*.history | tail -n 1)
answer proved "$(tail -n 1 "$history" | cut -f 1,2 | tr '\t' ' ')" "$last"
`;

/** How PostgreSQL has a file of the log: it asks the container beside, and 1 says that there is none. */
export const LOG_SCRIPT = `set -eu
log=$DRILL_FOLDER/log/$1
touch "$log.wanted"
until [ -e "$log.here" ] || [ -e "$log.none" ]; do sleep 0.1; done
if [ -e "$log.here" ]; then exec mv "$log.here" "$2"; fi
rm "$log.none"
exit 1
`;
