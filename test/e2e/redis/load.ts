import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeyPair } from '../servers/certificates';
import { eventually } from '../support/eventually';
import type { RedisSet } from './failover';

/** What came of writes by connections that are kept. */
export interface Loaded {
  /** How many writes were taken. */
  readonly written: number;
  /** How many of those were gone when their writer connected again. */
  readonly lost: number;
}

/** Between two writes of one connection: 200 a second, which two cores bear beside six servers. */
const PAUSE_SECONDS = 0.005;

/** A connection that is silent for as long is given up: of a server whose network is gone, nobody tells its clients. */
const PATIENCE_MS = 2000;

/**
 * Writers that each count up a number of their own at the primary, by one connection that is made anew with every certificate, as
 * that of a client is which restarts, and with every primary.
 *
 * The last number that a writer was told is how much was taken, and the one that it finds when it is back how much is left.
 */
export class Load {
  private readonly set: RedisSet;
  private readonly name: string;
  private readonly certificate: () => KeyPair;
  private written = 0;
  private lost = 0;
  private ended = false;

  constructor(set: RedisSet, name: string, certificate: () => KeyPair) {
    this.set = set;
    this.name = name;
    this.certificate = certificate;
  }

  async by(writers: number): Promise<void> {
    await Promise.all(Array.from({ length: writers }, (_, index) => this.write(`${this.name}-load-${index}`)));
  }

  end(): void {
    this.ended = true;
  }

  report(): Loaded {
    return { written: this.written, lost: this.lost };
  }

  private async write(key: string): Promise<void> {
    let taken = 0;
    while (!this.ended) {
      const primary = await this.set.primary(this.certificate());
      const found = await this.found(key, primary);
      if (primary === undefined || found === undefined) {
        await sleep(100);
        continue;
      }
      taken = this.compared(taken, found);
      await this.connected(key, primary, (count) => {
        this.written += 1;
        taken = count;
      });
    }
    const found = async () => this.found(key, await this.set.primary(this.certificate()));
    await eventually(async () => (await found()) !== undefined, { what: `${key} found`, timeoutMs: 30_000 });
    this.compared(taken, (await found())!);
  }

  /** What was taken and is not there is lost. Whoever was cut off may have written one more than it was told. */
  private compared(taken: number, found: number): number {
    this.lost += Math.max(0, taken - found);
    return found;
  }

  /** Nothing where nobody answers. */
  private async found(key: string, primary: string | undefined): Promise<number | undefined> {
    if (primary === undefined) return undefined;
    const answer = await this.set.asksBy(this.certificate(), ['get', key], primary).catch(() => undefined);
    if (answer === undefined || !/^\d*$/.test(answer)) return undefined;
    return Number(answer);
  }

  /** Counts until the connection is cut, is silent, is refused something, or has a certificate of before. */
  private async connected(key: string, primary: string, taken: (count: number) => void): Promise<void> {
    const certificate = this.certificate();
    const options = ['-r', '-1', '-i', `${PAUSE_SECONDS}`];
    const { command, args } = this.set.saying(certificate, primary, [...options, 'incr', key]);
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let heardAt = Date.now();
    const watch = setInterval(() => {
      const isSilent = Date.now() - heardAt > PATIENCE_MS;
      if (this.ended || isSilent || this.certificate() !== certificate) child.kill('SIGKILL');
    }, 50);
    for await (const line of createInterface({ input: child.stdout })) {
      heardAt = Date.now();
      if (/^\d+$/.test(line)) taken(Number(line));
      else child.kill('SIGKILL');
    }
    clearInterval(watch);
  }
}
