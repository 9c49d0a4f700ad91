/** What a workload may do with a queue. */
export type QueueAccess = 'publish' | 'consume' | 'redrive';

/** A queue as its broker has it. */
export interface QueueDefinition {
  readonly name: string;
  /** How often a message is given to somebody before it is a dead letter. */
  readonly deliveries: number;
}

/** One grant: who may do what with which queue. */
export interface QueueGrant {
  /** As its certificate says. */
  readonly user: string;
  readonly queue: string;
  readonly access: QueueAccess;
}

/** The virtual host that clients get where they name none. */
const VHOST = '/';

/** Where messages of a queue go that nobody could deal with. */
export function deadLettersOf(queue: string): string {
  return `${queue}.dead`;
}

/**
 * Where messages for a queue are published. It is called otherwise than every queue: a binding takes a name that one may write and one that
 * one may read, and so nobody can make or remove one, who may write exchanges alone and read queues alone.
 */
export function exchangeOf(queue: string): string {
  return `${queue}.in`;
}

/**
 * What a broker has in it, as it reads it whenever one of its nodes starts: https://www.rabbitmq.com/docs/definitions
 *
 * Each queue has an exchange of its own: to publish to the exchange that all queues share is to be let publish to all of them. Nobody may declare anything.
 */
export function definitionsOf(queues: readonly QueueDefinition[], grants: readonly QueueGrant[]): string {
  const names = queues.flatMap(({ name }) => [name, deadLettersOf(name)]);
  return `${JSON.stringify(
    {
      vhosts: [{ name: VHOST }],
      users: usersOf(grants),
      permissions: permissionsOf(grants),
      queues: names.map((name) => ({
        ...{ name, vhost: VHOST, durable: true, auto_delete: false },
        arguments: { 'x-queue-type': 'quorum' },
      })),
      exchanges: queues.flatMap(({ name }) => [
        exchange(exchangeOf(name), false),
        exchange(exchangeOf(deadLettersOf(name)), true),
      ]),
      bindings: names.map((name) => ({
        ...{ source: exchangeOf(name), vhost: VHOST, destination: name, destination_type: 'queue' },
        ...{ routing_key: '', arguments: {} },
      })),
      policies: queues.flatMap(policiesOf),
    },
    null,
    2,
  )}\n`;
}

/** By the name in a certificate alone: an empty hash is that of no password. */
function usersOf(grants: readonly QueueGrant[]) {
  return usersIn(grants).map((name) => ({ name, password_hash: '', tags: [] }));
}

function permissionsOf(grants: readonly QueueGrant[]) {
  return usersIn(grants).map((user) => {
    const own = grants.filter((grant) => grant.user === user);
    return {
      ...{ user, vhost: VHOST, configure: NOTHING },
      write: only(own.filter(({ access }) => access !== 'consume').map(({ queue }) => exchangeOf(queue))),
      read: only(
        own.flatMap(({ access, queue }) =>
          access === 'consume' ? [queue] : access === 'redrive' ? [deadLettersOf(queue)] : [],
        ),
      ),
    };
  });
}

function usersIn(grants: readonly QueueGrant[]): readonly string[] {
  return [...new Set(grants.map(({ user }) => user))].sort();
}

/** The pattern that no name matches. */
const NOTHING = '^$';

/** A pattern of exactly these names, in which a dot is a dot. */
function only(names: readonly string[]): string {
  return names.length === 0
    ? NOTHING
    : `^(${names
        .map((name) => name.replaceAll('.', '\\.'))
        .sort()
        .join('|')})$`;
}

/** Nobody publishes to an internal one but the broker itself. */
function exchange(name: string, internal: boolean) {
  return { name, vhost: VHOST, type: 'fanout', durable: true, auto_delete: false, internal, arguments: {} };
}

/**
 * By policies, since the arguments of a queue cannot be changed once it is there.
 *
 * A dead letter leaves its queue once the other one has it; that takes `reject-publish`. There it stays, however often somebody
 * tries: by itself, RabbitMQ 4 gives a message up after 20 deliveries, and one that has nowhere to go is gone.
 * https://www.rabbitmq.com/docs/quorum-queues#dead-lettering
 */
function policiesOf({ name, deliveries }: QueueDefinition) {
  const dead = deadLettersOf(name);
  return [
    policy(name, {
      'dead-letter-exchange': exchangeOf(dead),
      'dead-letter-strategy': 'at-least-once',
      overflow: 'reject-publish',
      // The first one does not count.
      'delivery-limit': deliveries - 1,
    }),
    policy(dead, { 'delivery-limit': -1 }),
  ];
}

function policy(name: string, definition: Readonly<Record<string, string | number>>) {
  return { name, vhost: VHOST, pattern: only([name]), 'apply-to': 'queues', priority: 0, definition };
}
