/** Segments of an engine's API that hand out the keys themselves: those of transit and of transform. */
const EXPORTS = ['export', 'backup', 'byok-export'];

/** Segments behind which everything is the name of a secret. */
const NAMES_FOLLOW = new Set(['data', 'metadata', 'creds', 'static-creds']);

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

/** The first segments of such paths: behind a namespace of Vault, they begin again. */
const ROOTS = new Set(OF_VAULT.map(([root]) => root!));

/** Whether a path of a policy, wildcards included, opens what hands out keys or all that Vault keeps. */
export function handsOutSecrets(path: string): boolean {
  const segments = path.split('/');
  const root = segments.findIndex((segment) => ROOTS.has(segment) || NAMES_FOLLOW.has(segment));
  if (root !== -1 && ROOTS.has(segments[root]!)) {
    const ofVault = segments.slice(root);
    if (OF_VAULT.some((secret) => opens(ofVault, secret))) return true;
  }
  const word = segments.slice(1).find((segment) => NAMES_FOLLOW.has(segment) || isExport(segment));
  return word !== undefined && isExport(word);
}

function isExport(segment: string): boolean {
  // A bare star behind names is not known to be one of them; that it opens everything is said of it elsewhere.
  return EXPORTS.some((word) => (segment.length > 1 ? covers(segment, word) : segment === word));
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
