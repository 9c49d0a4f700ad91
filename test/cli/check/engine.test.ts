import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../../../cli/check/check';
import { findPlatform } from '../../../cli/platform/find';
import type { Session } from '../../../cli/session';
import { UserError } from '../../../constructs/invalid';
import type { Verdict } from '../../../policies/index';
import { deploy } from '../../../stacks/pulumi';
import { Provider, registered } from '../../support/pulumi/registered';
import { ROOT, referencePlan } from '../../support/reference';

type Json = any;

const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const SECRET = {
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  ciphertext: 'djE6aHVudGVyMg==',
};

let folder: string;
/** Every resource of dev, as Pulumi would write it down after a deployment. */
let dev: readonly Json[];
beforeAll(async () => {
  const providers = () => ({ kubernetes: new Provider('kubernetes'), vault: new Provider('vault') });
  const plan = referencePlan('dev');
  const told = await registered(() => void deploy(plan, providers()), 'dev', plan.cluster.id);
  dev = told.map(({ urn, type, parent, dependencies, inputs }) => ({ urn, type, parent, dependencies, inputs }));
}, 60_000);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-check-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A call of the command where the reference platform is, or where none is. */
function session(directory: string): Session {
  const platform = () => findPlatform({ directory });
  const tryPlatform = directory === ROOT ? platform : async () => undefined;
  return { options: () => ({ directory }), platform, tryPlatform, done: () => {} };
}

/** What the command finds wrong with what Pulumi has written, as `rule: message`. */
async function judged(written: unknown, what?: string, directory = ROOT) {
  const pulumi = join(folder, 'pulumi.json');
  writeFileSync(pulumi, JSON.stringify(written));
  const out = join(folder, 'out.json');
  const status = await check({ what, pulumi }, session(directory), { format: 'json', out: [out] });
  const { source, verdicts } = JSON.parse(readFileSync(out, 'utf8')) as {
    source: string;
    verdicts: readonly Verdict[];
  };
  const wrong = verdicts.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown');
  const says = wrong.flatMap(({ rule, messages }) => messages.map((line) => `${rule}: ${line}`));
  return { status, source, looked: verdicts.length, says };
}

/** What it is refused with. */
async function refusal(written: unknown, what?: string): Promise<unknown> {
  const error: unknown = await judged(written, what).catch((reason: unknown) => reason);
  return UserError.isUserError(error) ? error.problems : error;
}

/** Those resources, one of them changed. */
function changed(name: string, change: (inputs: Json, resource: Json) => void): readonly Json[] {
  const copy = structuredClone(dev) as readonly Json[];
  const resource = copy.find(({ urn }) => urn.endsWith(`:${name}`));
  change(resource.inputs, resource);
  return copy;
}

const exported = (resources: readonly Json[]) => ({ version: 3, deployment: { resources } });

/** A preview of which every step is of one operation. */
const previewed = (resources: readonly Json[], op = 'same') => ({
  steps: resources.map((newState) => ({ op, urn: newState.urn, oldState: newState, newState })),
  // A refresh counts what stays as it is, and shows that it was refreshed.
  changeSummary: { same: resources.length },
});

/** What somebody's program declares in the same stack, beside the environment. */
function debugPod(): Json {
  const inputs = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'debug', namespace: 'dwcp' },
    spec: { hostPID: true, containers: [{ name: 'main', image: 'busybox' }] },
  };
  const type = 'kubernetes:core/v1:Pod';
  return { urn: `urn:pulumi:dev::dwcp::${type}::debug`, type, inputs };
}

/** What scales the API of the environment. */
function autoscaler(): Json {
  const inputs = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'dwcp-api', namespace: 'dwcp' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'dwcp-api' },
      ...{ minReplicas: 2, maxReplicas: 6 },
    },
  };
  const type = 'kubernetes:autoscaling/v2:HorizontalPodAutoscaler';
  return { urn: `urn:pulumi:dev::dwcp::${type}::dwcp/dwcp-api`, type, inputs };
}

const API = 'Deployment::dwcp/dwcp-api';
const inHostProcesses = () => changed(API, ({ spec }) => (spec.template.spec.hostPID = true));
const HOST_PROCESSES =
  'host-namespaces-isolated: Deployment dwcp/dwcp-api: the pod shares the processes of its node (spec.template.spec.hostPID); ' +
  'remove it';

describe('what Pulumi says of an environment', () => {
  test.each([
    ['its state', exported],
    ['a preview that shows what stays', previewed],
    ['a refresh', (all: readonly Json[]) => previewed(all, 'refresh')],
  ])('passes as what is declared does: %s', async (_, written) => {
    const { status, source, looked, says } = await judged(written(dev), 'dev');
    expect({ status, source, says }).toEqual({ status: 0, source: 'dev (pulumi.json)', says: [] });
    expect(looked).toBeGreaterThan(100);
  });

  test.each([
    ['its state', exported],
    ['a preview', previewed],
    ['a refresh', (all: readonly Json[]) => previewed(all, 'refresh')],
  ])('fails by %s, whatever is declared', async (_, written) => {
    expect(await judged(written(inHostProcesses()), 'dev')).toMatchObject({ status: 1, says: [HOST_PROCESSES] });
  });

  test('is what the program says last, where a preview refreshes first, and not what it no longer says', async () => {
    const { steps } = previewed([...inHostProcesses(), debugPod()], 'refresh');
    const mended = previewed(dev);
    expect(await judged({ ...mended, steps: [...steps, ...mended.steps] }, 'dev')).toMatchObject({ status: 0 });
  });

  test('lacks what would be deleted, and so an edge that is declared', async () => {
    const { steps, ...preview } = previewed(dev);
    const gone = steps.map((step) =>
      step.urn.endsWith('NetworkPolicy::dwcp/dwcp-redis') ? { ...step, op: 'delete', newState: undefined } : step,
    );
    const { status, says } = await judged({ ...preview, changeSummary: {}, steps: gone }, 'dev');
    expect(status).toBe(1);
    expect(says.some((line) => line.startsWith('declared-edges-are-open: '))).toBe(true);
  });

  test('has no number of pods that Pulumi leaves to an autoscaler, though it has kept one', async () => {
    const kept = (ignoreChanges?: readonly string[]) => [
      ...changed(API, (inputs, resource) => {
        inputs.spec.replicas = 3;
        if (ignoreChanges) resource.ignoreChanges = ignoreChanges;
      }),
      autoscaler(),
    ];
    const rule = (says: readonly string[]) => says.filter((line) => line.startsWith('replicas-left-to-the-autoscaler'));
    expect(rule((await judged(exported(kept(['spec.replicas'])), 'dev')).says)).toEqual([]);
    expect(rule((await judged(exported(kept()), 'dev')).says)).toHaveLength(1);
  });

  test('includes what is declared beside it in the stack', async () => {
    const { status, says } = await judged(exported([...dev, debugPod()]), 'dev');
    expect(status).toBe(1);
    expect(says).toContainEqual(expect.stringMatching(/^image-by-digest: Pod dwcp\/debug: /));
  });
});

describe('what cannot be read', () => {
  test.each<[what: string, value: unknown, why: string]>([
    ['is known only once it is deployed', UNKNOWN, 'Pulumi does not know it before it is deployed'],
    ['is secret', SECRET, 'Pulumi keeps it secret'],
  ])('is a doubt of the rules that need it, and of no other: it %s', async (_, value, why) => {
    const written = exported(changed(API, ({ spec }) => (spec.template.spec.hostPID = value)));
    const { status, says } = await judged(written, 'dev');
    const doubt = `Deployment dwcp/dwcp-api: rule 'host-namespaces-isolated' cannot judge it: ${why}`;
    expect(status).toBe(1);
    expect(says).toContainEqual(
      expect.stringContaining(`host-namespaces-isolated: ${doubt} (spec.template.spec.hostPID)`),
    );
    expect(says.every((line) => line.includes('spec.template.spec.hostPID'))).toBe(true);
    expect(JSON.stringify(says)).not.toContain('hunter2');
  });

  test('is told of a resource of which nobody can tell what it is', async () => {
    const written = exported(changed(API, (inputs) => (inputs.metadata.name = UNKNOWN)));
    expect((await judged(written, 'dev')).says).toContain(
      'resources-readable: Deployment dwcp/dwcp-api: no rule can judge it: Pulumi does not know it before it is deployed ' +
        '(metadata.name); write it as Kubernetes reads it',
    );
  });
});

describe('a stack of nobody knows what', () => {
  test('is judged by the rules alone, where there is no platform', async () => {
    const { status, source, says } = await judged(exported(inHostProcesses()), undefined, folder);
    expect({ status, says }).toEqual({ status: 1, says: [HOST_PROCESSES] });
    expect(source).toBe('pulumi.json');
  });

  test('has as many environments as it has', async () => {
    const all = inHostProcesses().map(({ urn, ...one }: Json) => ({
      ...one,
      urn: urn.replace('Environment::dev', 'Environment::qa'),
    }));
    expect(await judged(exported(all), undefined, folder)).toMatchObject({ status: 1, says: [HOST_PROCESSES] });
  });
});

describe('refuses', () => {
  test.each<[what: string, written: () => unknown, environment: string | undefined, says: string]>([
    [
      'a preview that leaves out what stays',
      () => ({ ...previewed(dev.slice(1)), changeSummary: { same: dev.length } }),
      'dev',
      'pulumi.json: leaves out 1 resources, which stay as they are; run `pulumi preview --json --show-sames`',
    ],
    [
      'a preview that stopped',
      () => ({ ...previewed(dev), diagnostics: [{ message: 'error: no', severity: 'error' }] }),
      'dev',
      'pulumi.json: is of a preview that did not come to its end; mend what it says of errors, and run it again',
    ],
    [
      'a stack that holds nothing',
      () => exported([]),
      'dev',
      'pulumi.json: holds nothing of Kubernetes or Vault; name the file of a stack that does',
    ],
    [
      'the stack of another environment',
      () => exported(dev),
      'staging',
      'pulumi.json: is of the stack of dev, and says nothing of staging; name only what it is of',
    ],
    [
      'what is nothing of Pulumi’s',
      () => ({ outcome: 'same' }),
      undefined,
      'pulumi.json: is nothing of Pulumi’s; pass what `pulumi stack export` prints, or what `pulumi preview --json` or `pulumi refresh --preview-only --json` prints',
    ],
    [
      'an environment that is none',
      () => exported(dev),
      'prod',
      "unknown environment 'prod'; did you mean production? choose one of dev, staging, production",
    ],
  ])('%s', async (_, written, environment, says) => {
    expect(await refusal(written(), environment)).toEqual([says]);
  });
});
