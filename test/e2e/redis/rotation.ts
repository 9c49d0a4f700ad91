import { setTimeout as sleep } from 'node:timers/promises';
import type { Authority, KeyPair } from '../servers/certificates';
import type { RedisSet } from './failover';
import { Load, type Loaded } from './load';

/** Who is rotated: the user that the certificate says, by the name of its file. */
const CLIENTS = { writer: 'api.orders', reader: 'report.orders' } as const;
type Client = keyof typeof CLIENTS;

/** How long a certificate lives: 30 days where it is rendered. */
const LIFE_MS = 18_000;

/** How long before its end the next one is there: 10 days of 30 where it is rendered. */
export const BOTH_LIVE_MS = LIFE_MS / 3;

/** What one command may take: the machine has other things to do. Two certificates live beside each other for longer. */
const PATIENCE_SECONDS = 4;

interface Rotation {
  /** Of its keys and certificates. */
  readonly name: string;
  /** How often each client is given the next one. */
  readonly rotations: number;
  /** How long before the end of the one before it. */
  readonly bothLiveMs: number;
  /** What happens in the moment in which each client has the next one, which is the nth. @default - nothing */
  readonly once?: (nth: number) => Promise<void>;
  /** How many connections write without a pause meanwhile. @default 0 */
  readonly writers?: number;
}

/** A command that was not answered as it is to be. */
export interface Failure {
  readonly answer: string;
  readonly begunAt: number;
  readonly endedAt: number;
}

/** What came of commands while certificates were exchanged. */
export interface Rotated extends Loaded {
  readonly asked: number;
  readonly failures: readonly Failure[];
  readonly p99Ms: number;
  /** Every certificate that the writer had, the first one first. */
  readonly had: readonly KeyPair[];
}

/**
 * Writes at the primary that Sentinels name and reads at a replica, each command by a connection of its own and by the certificate that
 * its client has at that moment, while each client is given the next one some time before the end of the one before it.
 */
export async function rotateUnderCommands(
  set: RedisSet,
  authority: Authority,
  { name, rotations, bothLiveMs, once, writers = 0 }: Rotation,
): Promise<Rotated> {
  const has: Record<Client, KeyPair[]> = { writer: [], reader: [] };
  const issue = async (index: number): Promise<number> => {
    const ends = Math.floor(Date.now() / 1000) * 1000 + LIFE_MS;
    for (const client of Object.keys(CLIENTS) as Client[]) {
      const leaf = { commonName: CLIENTS[client], usage: 'clientAuth', ends: new Date(ends) } as const;
      has[client].push(await authority.issue(`${name}-${client}-${index}`, leaf));
    }
    return ends;
  };
  let ends = await issue(0);
  const commands = new Commands(set, name);
  const asking = commands.until(() => [has.writer.at(-1)!, has.reader.at(-1)!]);
  const load = new Load(set, name, () => has.writer.at(-1)!);
  const loading = load.by(writers);
  const happens: Promise<void>[] = [];
  for (let index = 1; index <= rotations; index++) {
    await sleep(ends - bothLiveMs - Date.now());
    ends = await issue(index);
    if (once) happens.push(once(index));
  }
  // By then the one before the last has ended too.
  await sleep(bothLiveMs);
  commands.end();
  load.end();
  await Promise.all([asking, loading]);
  await Promise.all(happens);
  return { ...commands.report(), ...load.report(), had: has.writer };
}

/** Commands, one after the other. */
class Commands {
  private readonly took: number[] = [];
  private readonly failures: Failure[] = [];
  private ended = false;
  private readonly set: RedisSet;
  private readonly name: string;

  constructor(set: RedisSet, name: string) {
    this.set = set;
    this.name = name;
  }

  async until(certificates: () => readonly [writer: KeyPair, reader: KeyPair]): Promise<void> {
    let primary = 'carts-0';
    while (!this.ended) {
      const key = `${this.name}-${this.took.length}`;
      await this.one(/^carts-\d/, async () => {
        const named = await this.set.primary(certificates()[0]);
        primary = named ?? primary;
        return named ?? 'no Sentinel says who is primary';
      });
      await this.one(/^OK$/, () => this.set.asksBy(certificates()[0], ['set', key, 'x'], primary, PATIENCE_SECONDS));
      const replica = primary === 'carts-0' ? 'carts-1' : 'carts-0';
      // What was written a moment ago may not be there yet.
      await this.one(/^[01]$/, () => this.set.asksBy(certificates()[1], ['exists', key], replica, PATIENCE_SECONDS));
    }
  }

  end(): void {
    this.ended = true;
  }

  report(): Omit<Rotated, 'had' | keyof Loaded> {
    const slowest = [...this.took].sort((a, b) => a - b);
    const p99Ms = slowest[Math.floor(slowest.length * 0.99)] ?? 0;
    return { asked: this.took.length, failures: this.failures, p99Ms };
  }

  private async one(expected: RegExp, command: () => Promise<string>): Promise<void> {
    const begunAt = Date.now();
    const answer = await command().catch((error: Error) => error.message);
    const endedAt = Date.now();
    this.took.push(endedAt - begunAt);
    if (!expected.test(answer)) this.failures.push({ answer, begunAt, endedAt });
  }
}
