import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Comparison, comparisonOf } from '../../cli/preview/comparison';
import type { Finding } from '../../cli/preview/finding';
import { operationsOf } from '../../cli/preview/meaning/blast-radius/operations';
import { findingsOf } from '../../cli/preview/meaning/findings';
import { sideHere } from '../../cli/preview/sides/here';
import { PREVIEW_CHANGES } from '../support/preview-changes/all';
import { comparisonOfChange } from '../support/preview-changes/comparison';
import { REFERENCE, ROOT } from '../support/reference';
import { withEdits } from './preview-engine/edited';
import { KNOWN } from './preview-engine/known';
import { asRecorded, type Recording, recorded } from './preview-engine/recordings';
import { comparisonWith } from './preview-engine/sides';
import { allowAgain } from './support/deployer';
import type { Engine } from './support/engine';
import { giveUp } from './support/give-up';
import { KubernetesApi } from './support/kubernetes-api';
import { startStack, withPosture } from './support/own-stack';
import { world } from './support/world';

/** What differs between the facts of the stack files and those of this run's servers, in every environment. */
const SERVERS = /VaultConnection dwcp\/vault$|VaultAuth |AuthBackendConfig /;

const says = (findings: readonly Finding[]) => findings.map((one) => `${one.topic}: ${one.says}`).sort();

describe('dev, on the real engine', () => {
  const name = 'preview-engine-dev';
  const here = sideHere(REFERENCE, 'dev');
  const printed = new Map<Recording, unknown>();
  let engine: Engine;
  let clean: unknown;
  let whole: unknown;
  beforeAll(async () => {
    engine = await startStack('dev', name);
    expect(await engine.up()).toMatchObject({ code: 0 });
    printed.set('state', await engine.exported());
    const stack = { stack: 'dev', name };
    const preview = async (recording: Recording) => {
      printed.set(recording, await engine.json('preview'));
    };
    await withPosture(stack, ['worker: { scale: 1', 'worker: { scale: 2'], () => preview('preview-update'));
    await withPosture(stack, ["storage: '2Gi'", "storage: '3Gi'"], () => preview('preview-replace'));
    clean = await engine.json('refresh', '--preview-only');
    await driftOfDev();
    printed.set('refresh', await engine.json('refresh', '--preview-only'));
    await conflictOfDev();
    printed.set('preview-failed', await engine.json('preview', '--refresh'));
    whole = await engine.json('preview', '--show-sames');
  });
  afterAll(async () => {
    await giveUp(engine, 'dev');
    await engine.stop();
  });

  test.each<Recording>(['state', 'preview-update', 'preview-replace', 'preview-failed', 'refresh'])(
    'it writes %s as it is recorded for the tests of readers',
    (recording) => {
      expect(asRecorded(recording, printed.get(recording))).toEqual(recorded(recording));
    },
  );

  test('what is deployed is what is planned, to the letter', () => {
    const { diff } = comparisonWith(printed.get('state'), here);
    expect(diff).toMatchObject({ environment: [], added: [], removed: [], renamed: [], moved: [] });
    expect(diff.changed.map(({ id }) => id).filter((id) => !SERVERS.test(id))).toEqual([]);
  });

  test('where nobody has touched it, nothing has drifted', () => {
    expect(findingsOf(comparisonWith(clean, here))).toEqual([]);
  });

  test('what somebody has touched is told, with what it means', () => {
    const findings = findingsOf(comparisonWith(printed.get('refresh'), here));
    expect(says(findings.filter(({ topic }) => topic === 'drift'))).toEqual([
      'drift: Deployment dwcp/dwcp-worker is not as it was deployed: somebody else has changed spec.replicas, spec.template.spec.terminationGracePeriodSeconds',
      'drift: PeerAuthentication dwcp/default is not as it was deployed: somebody else has changed spec.mtls.mode',
      'drift: PodDisruptionBudget dwcp/dwcp-api is gone, and Pulumi has not deleted it',
    ]);
    expect(says(findings)).toContainEqual(expect.stringMatching(/^rule: strict-mutual-tls: fails: Namespace dwcp/));
  });

  test('the command reads them, and shows neither a secret nor a path of this machine', () => {
    for (const [recording, value] of printed) {
      const file = join(world().runDir, `${recording}.json`);
      writeFileSync(file, JSON.stringify(value));
      const run = dwcp(name, 'preview', 'dev', '--against', file, '--format', 'json');
      expect({ recording, stderr: run.stderr, status: [0, 1].includes(run.status ?? 2) }).toEqual({
        recording,
        stderr: '',
        status: true,
      });
      for (const canary of [world().vault.token, world().runDir, ROOT]) expect(run.stdout).not.toContain(canary);
    }
  });

  test.each<[what: string, written: () => unknown, status: number, says: string | RegExp]>([
    ['what was deployed passes', () => printed.get('state'), 0, /passed/],
    ['what a preview would leave passes', () => whole, 0, /passed/],
    ['what somebody has touched fails', () => printed.get('refresh'), 1, /strict-mutual-tls/],
    [
      'a preview that leaves out what stays is refused',
      () => printed.get('preview-update'),
      2,
      /leaves out \d+ resources/,
    ],
    ['one that stopped is refused', () => printed.get('preview-failed'), 2, /did not come to its end/],
  ])('the rules judge it: %s', (_, written, status, says) => {
    const file = join(world().runDir, 'to-judge.json');
    writeFileSync(file, JSON.stringify(written()));
    const run = dwcp(name, 'check', 'dev', '--pulumi', file);
    expect({ status: run.status, says: run.stdout + run.stderr }).toEqual({
      status,
      says: expect.stringMatching(says),
    });
  });
});

/** The command, as it is built, on the project that the engine of a stack runs. */
function dwcp(name: string, ...args: readonly string[]) {
  const project = join(world().runDir, name, 'engine', 'project');
  const main = join(ROOT, 'bin', 'cli', 'main.js');
  return spawnSync(process.execPath, [main, '-C', project, ...args], { encoding: 'utf8' });
}

/** What an operator does at night: more replicas and time, mTLS off for a while, a budget in the way deleted. */
async function driftOfDev(): Promise<void> {
  await merge('apps/v1', 'Deployment dwcp/dwcp-worker', {
    spec: { replicas: 7, template: { spec: { terminationGracePeriodSeconds: 99 } } },
  });
  await merge('security.istio.io/v1', 'PeerAuthentication dwcp/default', { spec: { mtls: { mode: 'PERMISSIVE' } } });
  const budget = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { namespace: 'dwcp', name: 'dwcp-api' },
  };
  const api = new KubernetesApi(world().kubernetes);
  await api.delete(budget);
  api.close();
}

/** Of what nobody takes back unasked, so that a preview stops at it. */
function conflictOfDev(): Promise<void> {
  return merge('cert-manager.io/v1', 'Certificate edge/edge-tls', { spec: { renewBeforePercentage: 50 } });
}

async function merge(apiVersion: string, object: string, change: object): Promise<void> {
  const [kind, namespace, name] = object.split(/[ /]/) as [string, string, string];
  const api = new KubernetesApi(world().kubernetes);
  const path = await api.path(apiVersion, kind, namespace, name);
  await api.request('PATCH', path, change, 'application/merge-patch+json');
  api.close();
}

describe.each(['production', 'staging'])('the fifteen changes, in %s', (stack) => {
  const name = `preview-engine-${stack}`;
  const changes = PREVIEW_CHANGES.filter(({ environment }) => environment === stack);
  const previews = new Map<string, unknown>();
  let engine: Engine;
  beforeAll(async () => {
    engine = await startStack(stack, name);
    expect(await engine.up()).toMatchObject({ code: 0 });
    // Last what takes more than the repository has; of that, a definition, which is kept and does not go again, comes last.
    const inOrder = [false, true].flatMap((more) => changes.filter(({ before }) => (before !== undefined) === more));
    for (const { id, before = [], edits } of inOrder) {
      // What the one before had more is taken away while that is allowed.
      if (before.length > 0) expect(await engine.up()).toMatchObject({ code: 0 });
      await withEdits(name, before, async () => {
        if (before.length > 0) {
          await allowAgain(engine, stack);
          expect(await engine.up()).toMatchObject({ code: 0 });
        }
        await withEdits(name, edits, async () => {
          previews.set(id, await engine.json('preview', '--show-sames'));
        });
      });
    }
  });
  afterAll(async () => {
    await giveUp(engine, stack);
    await engine.stop();
  });

  describe.each(changes.map((change) => [change.id, change] as const))('%s', (id, change) => {
    const { says: more = [], missed = [] } = KNOWN[id] ?? {};
    let offline: Comparison;
    let online: Comparison;
    beforeAll(() => {
      const { before, after } = comparisonOfChange(change);
      online = comparisonWith(previews.get(id), after);
      // What no stack knows of what it was: its posture, its exemptions, what rules said, and edges that are no longer declared.
      const edges = online.before.plan.edges;
      offline = comparisonOf({ from: online.before.from, plan: { ...before.plan, edges } }, after);
    });

    test('does on the engine what it says offline: create, update, replace, delete', () => {
      const expected = new Map([...operationsOf(offline)].filter(([one]) => !missed.includes(one)));
      const steps = [...online.engine!.steps].map(([one, { op }]) => [one, op] as const);
      expect(Object.fromEntries(steps)).toEqual(Object.fromEntries(expected));
    });

    test('means the same, and where the engine knows more, exactly that is told', () => {
      const findings = findingsOf(online);
      expect(
        findings
          .filter(({ topic }) => topic === 'engine')
          .map((one) => one.says)
          .sort(),
      ).toEqual([...more].sort());
      expect(online.engine!.errors.length > 0).toBe(missed.length > 0);
      // What it has not come to is missing on both sides.
      if (missed.length > 0) return;
      expect(says(findings)).toEqual(says(findingsOf(offline)));
    });
  });
});
