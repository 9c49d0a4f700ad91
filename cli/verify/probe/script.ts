/** How an attempt ended, in a letter. */
export const ENDINGS = {
  o: 'open',
  r: 'refused',
  t: 'no answer',
  n: 'the name is not resolved',
  a: 'agreed',
  d: 'declined',
  e: 'ended without a word',
  x: 'it could not be tried',
} as const;

export type Ending = keyof typeof ENDINGS;

/** Seconds in which whoever listens has answered. */
export const PATIENCE = 3;

/** So many are tried at once: each is a process in somebody else's pod. */
export const AT_ONCE = 10;

/**
 * Tries connections, of which each is a number, a host and a port on a line of its first argument, and says how each ended.
 *
 * A connection that opens is closed again, and nothing is said on it, unless the line goes on with what a client of TLS says
 * first: then the first byte of the answer is looked at, which is a handshake or an alert. What gets no answer is tried once
 * more, since one packet may be lost. It needs what BusyBox has, writes no file but the one message that a container may
 * leave, and nobody needs to read a log.
 */
export const SCRIPT = `greeted() {
  first=$(nc -w ${PATIENCE} "$1" "$2" -e timeout ${PATIENCE} sh -c 'printf "$0"; head -c 1 | od -An -tu1 >&2' "$3" 2>&1)
  case "$first" in
    *22*) echo a ;;
    *21*) echo d ;;
    "") echo e ;;
    *) echo x ;;
  esac
}
ended() {
  said=$(nc -w ${PATIENCE} "$1" "$2" -e true 2>&1) && { echo o; return; }
  case "$said" in
    *refused*) echo r ;;
    *"bad address"* | *resolve*) echo n ;;
    *"timed out"* | *unreachable* | *"No route"*) echo t ;;
    *) echo x ;;
  esac
}
try() {
  end=$(ended "$2" "$3")
  [ "$end" = t ] && end=$(ended "$2" "$3")
  [ "$end" = o ] && [ -n "$4" ] && end=$(greeted "$2" "$3" "$4")
  echo "$1$end"
}
all=$(printf '%s\\n' "$1" | {
  while read -r id host port hello; do
    try "$id" "$host" "$port" "$hello" &
    count=$((count + 1))
    [ $((count % ${AT_ONCE})) = 0 ] && wait
  done
  wait
})
printf '%s' "$all" > /dev/termination-log
`;

/** What the script has said of so many attempts; what it said nothing of was not tried. */
export function endingsIn(message: string, count: number): readonly Ending[] {
  const said = new Map(
    [...message.matchAll(/^(\d+)([a-z])$/gm)].map(([, id, ending]) => [Number(id), ending as Ending]),
  );
  return Array.from({ length: count }, (_, id) => {
    const ending = said.get(id);
    return ending !== undefined && ending in ENDINGS ? ending : 'x';
  });
}
