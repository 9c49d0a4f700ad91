/**
 * What of Vault itself tells a secret to whoever may read it, with all that is below it; `+` is any one segment.
 *
 * Its storage and snapshots of it, the shares of its key, its memory and its log; identifiers and secrets that log in.
 */
const OF_VAULT = [
  ...['sys/raw', 'sys/storage/raft/snapshot', 'sys/storage/raft/snapshot-force'],
  ...['sys/rekey/backup', 'sys/rekey-recovery-key/backup', 'sys/pprof', 'sys/monitor'],
  ...['auth/+/role/+/role-id', 'identity/oidc/client/+'],
].map((path) => path.split('/'));

/** Whether a path, in its segments, opens what hands out secrets of Vault itself; wildcards do where they cover it. */
export function opensSecretOfVault(path: readonly string[]): boolean {
  // Behind the mount of an engine, a wildcard is for names of that engine.
  return OF_VAULT.some((secret) => path[0] === secret[0] && opens(path, secret));
}

/** Whether the path is that of the secret, one below it, or a wildcard over either. */
function opens(path: readonly string[], secret: readonly string[]): boolean {
  for (const [place, word] of secret.entries()) {
    const segment = path[place];
    if (segment === undefined) return false;
    if (word !== '+' && !covers(segment, word)) return false;
    // A star at the end stands for the rest.
    if (segment.endsWith('*')) return true;
  }
  return true;
}

/** As Vault reads a segment: `+` is any, and a star at the end any that begins so. */
function covers(segment: string, word: string): boolean {
  if (segment === '+') return true;
  return segment.endsWith('*') ? word.startsWith(segment.slice(0, -1)) : segment === word;
}
