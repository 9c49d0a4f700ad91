/** What the holder of a certificate may do with the data of a server. */
export type RedisAccess = 'read-write' | 'read-only';

/** Users by their name, each with its rights in the words of an access control list. */
export type Users = ReadonlyMap<string, string>;

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

/** A server that is alone only asks itself whether it is there. */
export const ASKS_ITSELF = '-@all +ping';

/**
 * The exporter is told how the server is. Of the slow log it asks how long it is and what is in it: that is nothing, see
 * `NOT_WRITTEN_DOWN`.
 */
export const ASKS_HOW_IT_IS = '-@all +info +slowlog|len +slowlog|get';

/** One of several asks itself whom it follows, too, and follows: what it may get by that is all the data that it is to have. */
export const FOLLOWS = '-@all +ping +info +psync +replconf';

/** What a Sentinel tells servers, and asks of them: https://valkey.io/topics/sentinel/#acl */
export const WATCHES =
  '&__sentinel__:hello -@all +ping +info +role +multi +exec +replicaof +slaveof +failover +config|rewrite ' +
  '+client|kill +client|pause +client|unpause +client|setname +script|kill +publish +subscribe';

/** Sentinels agree with each other on who is down, and who of them sees to it. */
export const AGREES = '&* -@all +ping +publish +sentinel +client|setname';

/** A server that is about to end asks them for another primary. */
export const HANDS_OVER = '-@all +sentinel|failover';

/** A client asks them who is primary, and is told when it is another. It may have none of it changed. */
export const ASKS_WHO_IS_PRIMARY =
  '&* -@all +@connection -@admin -@dangerous +subscribe +psubscribe +unsubscribe +punsubscribe +role ' +
  '+sentinel|get-master-addr-by-name +sentinel|get-primary-addr-by-name +sentinel|sentinels +sentinel|replicas +sentinel|slaves';

/** Whoever has a certificate of the authority may do the same. */
export const ALL_ALIKE: readonly string[] = [
  `user default on nopass ${RIGHTS['read-write']}`,
  // Without it, a server whose user has no password answers DENIED on every address but loopback, where probes ask.
  'protected-mode no',
];

/** What clients may do; of several servers, they also ask each whether it is the primary that they were told of. */
export function rightsOf(clients: ReadonlyMap<string, RedisAccess>, isOneOfSeveral: boolean): Users {
  return new Map([...clients].map(([name, access]) => [name, `${RIGHTS[access]}${isOneOfSeveral ? ' +role' : ''}`]));
}

/**
 * Each client is a user of its own, called as its certificate says, and nobody else is anything: a user without a password is
 * one that no AUTH makes of anybody. First come the users that the servers themselves are.
 *
 * Valkey 9.0 and later: https://github.com/valkey-io/valkey/pull/1920
 */
export function eachApart(own: Users, clients: Users): readonly string[] {
  const inOrder = [...clients].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    'tls-auth-clients-user CN',
    'user default off',
    ...[...own, ...inOrder].map(([name, rights]) => `user ${name} on ${rights}`),
    'protected-mode yes',
  ];
}
