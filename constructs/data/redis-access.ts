/** What the holder of a certificate may do with the data of a server. */
export type RedisAccess = 'read-write' | 'read-only';

/**
 * The same in the words of an access control list. Nobody administers: what is configured is what was deployed.
 *
 * INFO counts as dangerous, yet clients ask for it to see whether the server is ready. Whoever only reads has the keys to
 * read, too, so that a command which comes with a later version, or a module, does not write.
 *
 * https://valkey.io/topics/acl/
 */
const RIGHTS: Readonly<Record<RedisAccess, string>> = {
  'read-write': '~* &* +@all -@admin -@dangerous +info',
  'read-only': '%R~* -@all +@read +@connection +@transaction -@admin -@dangerous +info',
};

/** Whoever has a certificate of the authority may do the same. */
export const ALL_ALIKE: readonly string[] = [
  `user default on nopass ${RIGHTS['read-write']}`,
  // Without it, a server whose user has no password answers DENIED on every address but loopback, where probes ask.
  'protected-mode no',
];

/**
 * Each client is a user of its own, called as its certificate says, and nobody else is anything: a user without a password is
 * one that no AUTH makes of anybody. The server itself only asks whether it is there.
 *
 * Valkey 9.0 and later: https://github.com/valkey-io/valkey/pull/1920
 */
export function eachApart(server: string, clients: ReadonlyMap<string, RedisAccess>): readonly string[] {
  const inOrder = [...clients].sort(([a], [b]) => (a < b ? -1 : 1));
  const users = new Map([
    ['default', 'off'],
    [server, 'on -@all +ping'],
    ...inOrder.map(([name, access]) => [name, `on ${RIGHTS[access]}`] as const),
  ]);
  return [
    'tls-auth-clients-user CN',
    ...[...users].map(([name, rights]) => `user ${name} ${rights}`),
    'protected-mode yes',
  ];
}
