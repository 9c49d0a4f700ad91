import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually';
import { vaultRequest } from '../support/vault-api';
import type { Cluster } from './cluster/cluster';
import { crash } from './crash';
import { CLIENTS, LEDGER } from './ledger/platform';
import { deadLogins, endsOf, haveLive, loginAfter, loginOf } from './logins';
import { LIFE_SECONDS } from './rotation-tests';
import { OPERATOR } from './secrets-operator';
import { failed, type Pace, type TransactionReport, whileWriting } from './transactions';
import { type LiveVault, sealed, unseal, VAULT, vaultPod } from './vault';
import { rolledOut } from './workloads';

const PACE: Pace = { perSecond: 100, connections: 12, lifetimeSeconds: 4 };

/** What files and connections take to follow a login, at the most: the kubelet looks every 2 s, and a connection is used for 4. */
const FOLLOWED_MS = 8_000;

/** How long the last login lives, which Vault outlives sealed: for the test to end soon. */
const LAST_LIFE_SECONDS = 20;

/** How long Vault is sealed past the end of that login. */
const SEALED_PAST_MS = 5_000;

/**
 * What it takes at the most from an unsealed Vault to the last transaction that fails. The operator asks again after 5 s, then after half as
 * long again each time, give or take half; the files and the connections then follow.
 */
const RECOVERED_MS = 40_000;

interface Crashed {
  readonly cluster: Cluster;
  readonly vault: LiveVault;
}

/** What is asserted of transactions while Vault, or who delivers its logins, is killed in the middle of a rotation. */
export function crashTests(
  the: () => Crashed,
  told: (what: string, report: TransactionReport) => TransactionReport,
  say: (line: string) => void,
): void {
  /** Both are in the database, and connections move from one to the other. */
  const inTheMiddle = async (cluster: Cluster, former: string, login: string) =>
    expect([...(await endsOf(cluster)).keys()]).toEqual(expect.arrayContaining([former, login]));
  const next = (cluster: Cluster, login: string) => loginAfter(cluster, login, LIFE_SECONDS * 1000);
  const noneDead = async (cluster: Cluster) => {
    for (const client of Object.keys(CLIENTS)) await rolledOut(cluster.api, LEDGER, client);
    const none = async () => (await deadLogins(cluster)).length === 0;
    await eventually(none, { what: 'no dead login', timeoutMs: FOLLOWED_MS, everyMs: 1_000 }).catch(() => undefined);
    expect(await deadLogins(cluster)).toEqual([]);
  };

  test('a Vault that is killed in the middle of a rotation costs no transaction where it is unsealed, and the next one comes', async () => {
    const { cluster, vault } = the();
    const report = await whileWriting(cluster, 'writer', PACE, async () => {
      const former = await loginOf(cluster);
      const login = await next(cluster, former);
      const since = stopwatch();
      await inTheMiddle(cluster, former, login);
      await crash(cluster, VAULT, await vaultPod(cluster));
      await sealed(vault);
      const back = since();
      await unseal(vault);
      const open = since();
      await next(cluster, login);
      say(`Vault killed: sealed again after ${back}, unsealed after ${open}, the next login after ${since()}`);
    });
    told('Vault killed, and unsealed', report);
    expect(report.errors).toEqual({});
    await noneDead(cluster);
  });

  test('a secrets operator that is killed in the middle of a rotation costs no transaction, and makes every login anew', async () => {
    const { cluster, vault } = the();
    const others = await loginOf(cluster, 'reader');
    const report = await whileWriting(cluster, 'writer', PACE, async () => {
      // It came a moment ago, in the test before.
      const login = await loginOf(cluster);
      await haveLive(vault, LAST_LIFE_SECONDS);
      const since = stopwatch();
      const [pod] = await cluster.api.list('v1', 'Pod', OPERATOR.namespace);
      await crash(cluster, OPERATOR.namespace, pod!.metadata.name);
      const back = since();
      await next(cluster, login);
      say(`the secrets operator killed: back after ${back}, the next login after ${since()}`);
      // Of another client, which would have lived for 12 h.
      await loginAfter(cluster, others, LIFE_SECONDS * 1000, 'reader');
      await sleep(FOLLOWED_MS);
    });
    told('the secrets operator killed', report);
    expect(report.errors).toEqual({});
    await noneDead(cluster);
  });

  test('a Vault that is sealed, and killed so, costs none while the login lives, and what its successor is late by afterwards', async () => {
    const { cluster, vault } = the();
    let [endsAt, unsealedAt] = [0, 0];
    const report = await whileWriting(cluster, 'writer', PACE, async () => {
      await vaultRequest(vault.login, 'PUT', 'sys/seal');
      const login = await loginOf(cluster);
      endsAt = (await endsOf(cluster)).get(login)!;
      await crash(cluster, VAULT, await vaultPod(cluster));
      await sealed(vault);
      await sleep(endsAt + SEALED_PAST_MS - Date.now());
      expect(await loginOf(cluster)).toBe(login);
      await unseal(vault);
      unsealedAt = Date.now();
      const since = stopwatch();
      await next(cluster, login);
      say(
        `Vault sealed until ${SEALED_PAST_MS / 1000} s past the end: the next login ${since()} after it was unsealed`,
      );
      await sleep(FOLLOWED_MS);
    });
    told('Vault sealed past the end of a login', report);
    const { firstAt, lastAt } = report.failing;
    say(
      `  the first ${inSeconds(firstAt - endsAt)} after that end, the last ${inSeconds(lastAt - unsealedAt)} after it was unsealed`,
    );
    expect(failed(report)).toBeGreaterThan(0);
    expect(failed(report)).toBeLessThan((PACE.perSecond * RECOVERED_MS) / 1000);
    expect(firstAt).toBeGreaterThan(endsAt - 1_000);
    expect(lastAt).toBeLessThan(unsealedAt + RECOVERED_MS);
    await noneDead(cluster);
  });
}

function stopwatch(): () => string {
  const started = Date.now();
  return () => inSeconds(Date.now() - started);
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
