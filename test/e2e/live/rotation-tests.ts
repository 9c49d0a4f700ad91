import { setTimeout as sleep } from 'node:timers/promises';
import type { Manifest } from '../../../constructs/plan/resource';
import { eventually } from '../support/eventually';
import { applyAgain } from './apply-again';
import type { Cluster } from './cluster/cluster';
import { query } from './database';
import { DATABASE, LEDGER } from './ledger/platform';
import { endsOf, haveLive, loginAfter, loginOf } from './logins';
import { failed, type Pace, type TransactionReport, whileWriting } from './transactions';
import type { LiveVault } from './vault';
import { podsOf } from './workloads';

/** How long a login lives: 12 h in the plan, where a connection of the pooler lives for half an hour. */
export const LIFE_SECONDS = 40;

/** Two logins live for 40 % of a life at the least: for the file to change in the pod, and for each connection to end. */
const BOTH_LIVE_SECONDS = 0.4 * LIFE_SECONDS;

/** `DWCP_RATE` is for a machine that does not bear as many. */
const PACE: Pace = { perSecond: Number(process.env['DWCP_RATE'] ?? 300), connections: 12, lifetimeSeconds: 6 };

/** How long it is kept up, and how often logins are exchanged meanwhile, at the least. */
const [LOAD_SECONDS, ROTATIONS] = [180, 6] as const;

/** Beside it, and for longer than two logins overlap: what the plan refuses. */
const TOO_LONG: Pace = { perSecond: 5, connections: 2, lifetimeSeconds: 4 * LIFE_SECONDS };

export interface Rotated {
  readonly cluster: Cluster;
  readonly vault: LiveVault;
  readonly credential: Manifest;
  /** The same platform, with logins of another life. */
  plan(ttlHours: number): unknown;
  /** Deploys the platform once more, with the database's role for Vault in other words, and says what was changed. */
  redeploy(): Promise<readonly string[]>;
}

/** What is asserted of the logins that Vault makes and drops, delivered by the operator, while transactions use them. */
export function rotationTests(
  the: () => Rotated,
  told: (what: string, report: TransactionReport) => TransactionReport,
  say: (line: string) => void,
): void {
  /** Each login of the load, the first one first. */
  const logins: string[] = [];

  beforeAll(async () => {
    const { cluster, vault, credential } = the();
    const before = await loginOf(cluster);
    await haveLive(vault, LIFE_SECONDS);
    // As any change of what it says, this has the operator ask for the next one at once.
    const spec = credential['spec'] as { readonly destination: object };
    const destination = { ...spec.destination, annotations: { 'dwcp.io/asked': 'again' } };
    await applyAgain(cluster, { ...credential, spec: { ...spec, destination } } as Manifest);
    await changed(cluster, before);
  });

  test('three minutes of rotations fail no transaction, but some of whoever keeps a connection for longer than two logins live', async () => {
    const { cluster, redeploy } = the();
    const pods = async () => (await podsOf(cluster.api, LEDGER, 'writer')).map(({ metadata }) => metadata.name);
    const before = await pods();
    const rest = told('before rotations', await whileWriting(cluster, 'writer', PACE, () => sleep(10_000)));
    let tooLong: TransactionReport | undefined;
    const report = await whileWriting(cluster, 'writer', PACE, async () => {
      const rotatedUntil = Date.now() + (LOAD_SECONDS - BOTH_LIVE_SECONDS) * 1000;
      logins.push(await loginOf(cluster));
      tooLong = await whileWriting(cluster, 'writer', TOO_LONG, async () => {
        while (logins.length <= ROTATIONS || Date.now() < rotatedUntil) {
          logins.push(await changed(cluster, logins.at(-1)!));
          if (logins.length !== 3) continue;
          // Somebody deploys while logins are alive, and a session makes something that belongs to its login.
          expect(await redeploy()).toEqual([`update DatabaseRole::${LEDGER}/${DATABASE}-vault spec.comment`]);
          await query(cluster, 'writer', 'BEGIN; SET LOCAL ROLE NONE; CREATE TABLE own (id int); COMMIT');
        }
        // By then whoever asks has moved to the last one too, or loses transactions when the one before it ends.
        await sleep(BOTH_LIVE_SECONDS * 1000);
      });
    });
    told(`${logins.length - 1} rotations`, report);
    told('who keeps a connection for too long', tooLong!);
    say(`p99 ${rest.p99Ms} ms before, ${report.p99Ms} ms during ${logins.length - 1} rotations`);
    expect(failed(rest)).toBe(0);
    expect(report.tookMs).toBeGreaterThanOrEqual(LOAD_SECONDS * 1000);
    expect(report.asked / (report.tookMs / 1000)).toBeGreaterThan(PACE.perSecond * 0.95);
    expect(report.logins).toBeGreaterThan(ROTATIONS);
    expect(report.errors).toEqual({});
    expect(failed(tooLong!)).toBeGreaterThan(0);
    // It reads the login anew, and nobody restarted it.
    expect(await pods()).toEqual(before);
  });

  test('a plan of such a life is refused, since connections of the pooler are kept for longer', () => {
    const { plan } = the();
    expect(() => plan(LIFE_SECONDS / 3600)).toThrow(/needs .* h to move from one credential of 'orders' to the next/);
  });

  test('logins that have ended are gone from the database, though its role for Vault was applied again', async () => {
    const { cluster } = the();
    const ended = logins.slice(0, -2);
    const left = async () => [...(await endsOf(cluster)).keys()].filter((name) => ended.includes(name));
    const gone = async () => (await left()).length === 0;
    const patience = { what: 'logins that have ended gone', timeoutMs: LIFE_SECONDS * 1000, everyMs: 1_000 };
    await eventually(gone, patience).catch(() => undefined);
    expect(await left()).toEqual([]);
    expect(await query(cluster, 'reader', "SELECT tableowner FROM pg_tables WHERE tablename = 'own'")).toBe('app_rw');
  });
}

/** Waits for the login after one. */
function changed(cluster: Cluster, former: string): Promise<string> {
  return loginAfter(cluster, former, 2 * LIFE_SECONDS * 1000);
}
