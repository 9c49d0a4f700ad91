import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { parse } from 'yaml';
import {
  definePlatform,
  FACTS,
  type Platform,
  POSTURE,
  SecureNamespace,
  UserError,
  VaultResource,
} from '../../../constructs';
import { runStack } from '../../../stacks/pulumi/run-stack';
import { FACTS as PLACE, POSTURE as STRICTNESS } from '../../support/environment';
import type { Registration } from '../../support/pulumi/monitor';
import { registered } from '../../support/pulumi/registered';
import { configText, runProgram } from '../../support/pulumi/run-program';

const ROOT = join(__dirname, '..', '..', '..');

/** Pulumi's modules take seconds to load where other tests run beside this one. */
const LOADING = 60_000;

const shop = definePlatform({
  environments: { live: { ...STRICTNESS, name: 'live' } },
  posture: POSTURE,
  facts: FACTS,
  config: 'acme',
  declare(environment) {
    const namespace = new SecureNamespace(environment, 'shop');
    if (environment.facts.vault === undefined) return;
    const path = 'live/shop';
    new VaultResource(namespace, 'keys', {
      type: 'vault:index/mount:Mount',
      path,
      args: () => ({ path, type: 'kv-v2' }),
    });
  },
});

/** What of `Pulumi.yaml` the language host goes by. */
interface Project {
  readonly main: string;
  readonly runtime: { readonly options: { readonly tsconfig: string } };
}

/** What the program of the stack tells the engine, given that configuration. */
async function told(
  config: Readonly<Record<string, unknown>>,
  stack = 'live',
): Promise<ReadonlyMap<string, Registration>> {
  const all = await registered(() => {
    pulumi.runtime.setAllConfig(configText(config));
    runStack(shop);
  }, stack);
  return new Map(all.map((registration) => [`${registration.type} ${registration.name}`, registration]));
}

test(
  'deploys the environment that the stack is named for, to the cluster and the Vault of its facts',
  async () => {
    const now = await told({ 'acme:cluster': PLACE.cluster, 'acme:vault': PLACE.vault });
    expect(now.get('pulumi:providers:kubernetes cluster')?.inputs).toEqual({
      context: 'test',
      enableConfigMapMutable: 'true',
      deleteUnreachable: 'false',
      skipUpdateUnreachable: 'false',
    });
    expect(now.get('pulumi:providers:vault vault')?.inputs).toMatchObject({ address: 'https://vault.vault.svc:8200' });
    expect(now.get('kubernetes:core/v1:Namespace shop')?.provider).toBe('cluster');
    expect(now.get('vault:index/mount:Mount live/shop')?.provider).toBe('vault');
    expect(now.has('dwcp:baseline:Environment live')).toBe(true);
  },
  LOADING,
);

describe('what it tells of the cluster', () => {
  const { env } = process;
  afterEach(() => {
    process.env = env;
  });
  const inputs = async (cluster: object, variables: NodeJS.ProcessEnv) => {
    process.env = { ...env, ...variables };
    const now = await told({ 'acme:cluster': cluster });
    return now.get('pulumi:providers:kubernetes cluster')?.inputs;
  };

  test('has no path of the machine that it runs on', async () => {
    expect(Object.keys((await inputs(PLACE.cluster, { KUBECONFIG: '/home/ada/.kube/config' })) ?? {})).toEqual([
      'context',
      'deleteUnreachable',
      'enableConfigMapMutable',
      'skipUpdateUnreachable',
    ]);
  });

  test('calls it what whoever runs it calls it', async () => {
    expect(await inputs(PLACE.cluster, { DWCP_CONTEXT: 'ada-test' })).toMatchObject({ context: 'ada-test' });
    expect(await inputs(PLACE.cluster, { DWCP_CONTEXT: '' })).toMatchObject({ context: 'test' });
  });

  test('names no context where nobody does: it is the current one', async () => {
    const { context: _, ...nameless } = PLACE.cluster;
    expect(await inputs(nameless, {})).not.toHaveProperty('context');
  });

  test('forgets nothing that it cannot reach, whatever the shell says', async () => {
    const variables = { PULUMI_K8S_DELETE_UNREACHABLE: 'true', PULUMI_K8S_SKIP_UPDATE_UNREACHABLE: 'true' };
    expect(await inputs(PLACE.cluster, variables)).toMatchObject({
      deleteUnreachable: 'false',
      skipUpdateUnreachable: 'false',
    });
  });
});

test(
  'makes no provider of a Vault that there is not',
  async () => {
    const now = await told({ 'acme:cluster': PLACE.cluster });
    expect([...now.keys()].filter((name) => name.includes('vault'))).toEqual([]);
    expect(now.has('kubernetes:core/v1:Namespace shop')).toBe(true);
  },
  LOADING,
);

test('deploys a part of the environment where the stack is named for it', async () => {
  const now = await told({ 'acme:cluster': PLACE.cluster, 'acme:vault': PLACE.vault }, 'live.data.shop');
  // They are told at the same time, in any order.
  expect([...now.keys()].filter((name) => /^(kubernetes|vault):/.test(name)).sort()).toEqual([
    'kubernetes:core/v1:Namespace shop',
    'kubernetes:networking.k8s.io/v1:NetworkPolicy shop/default-deny',
    'kubernetes:security.istio.io/v1:AuthorizationPolicy shop/allow-nothing',
    'kubernetes:security.istio.io/v1:PeerAuthentication shop/default',
    'vault:index/mount:Mount live/shop',
  ]);
  expect(now.has('dwcp:baseline:Environment live')).toBe(true);
});

test('takes facts of another stack in the place of those in the configuration', async () => {
  const all = await registered(() => {
    pulumi.runtime.setAllConfig(configText({ 'acme:cluster': { context: 'none' } }));
    runStack(shop, { config: { 'acme:cluster': { ...PLACE.cluster, context: 'theirs' } } });
  }, 'live');
  const provider = all.find(({ type }) => type === 'pulumi:providers:kubernetes');
  expect(provider?.inputs).toMatchObject({ context: 'theirs' });
});

test('reaches Vault where it is said to be reached from outside the cluster', async () => {
  const vault = { ...PLACE.vault, deployAddress: 'https://vault.example.com' };
  const now = await told({ 'acme:cluster': PLACE.cluster, 'acme:vault': vault });
  expect(now.get('pulumi:providers:vault vault')?.inputs).toMatchObject({ address: 'https://vault.example.com' });
});

describe('refuses', () => {
  const refusal = async (run: () => unknown, stack = 'live'): Promise<unknown> => {
    let refused: unknown = 'nothing';
    await registered(() => {
      try {
        run();
      } catch (error) {
        refused = error instanceof UserError ? error.problems : error;
      }
    }, stack);
    return refused;
  };

  test.each([
    ['a module instead of what it exports', { default: shop }],
    ['nothing', undefined],
  ])('%s', async (_, given) => {
    expect(await refusal(() => runStack(given as unknown as Platform))).toEqual([
      'runStack was given what is no platform; pass what `definePlatform` returned',
    ]);
  });

  test('a project that does not name the plugin by which a stack is kept to its cluster', async () => {
    const { env } = process;
    process.env = { ...env, PULUMI_NODEJS_ROOT_DIRECTORY: join(ROOT, 'test', 'stacks', 'pulumi', 'unguarded') };
    const run = () => {
      pulumi.runtime.setAllConfig(configText({ 'acme:cluster': PLACE.cluster }));
      runStack(shop);
    };
    const problems = await refusal(run);
    process.env = env;
    expect(problems).toEqual([
      `Pulumi.yaml does not name the plugin 'dwcp', without which a stack is kept to no cluster; add to it:
plugins:
  providers:
    - name: dwcp
      path: node_modules/@dwcp/baseline/stacks/pulumi/plugin`,
    ]);
  });

  test('a part that the environment does not have', async () => {
    const run = () => {
      pulumi.runtime.setAllConfig(configText({ 'acme:cluster': PLACE.cluster }));
      runStack(shop);
    };
    expect(await refusal(run, 'live.data.shpo')).toEqual([
      "'live' has no part 'data.shpo'; did you mean data.shop? its parts are data.shop",
    ]);
  });
});

test(
  'the program of this repository says what is wrong in lines for people, without a stack trace',
  async () => {
    const { main, runtime } = parse(readFileSync(join(ROOT, 'Pulumi.yaml'), 'utf8')) as Project;
    const { status, errors, registrations } = await runProgram({
      folder: join(ROOT, dirname(main)),
      main: basename(main),
      stack: 'dev',
      config: { 'dwcp:domain': 'dev.dwcp.example.com' },
      env: { PULUMI_NODEJS_TYPESCRIPT: 'true', PULUMI_NODEJS_TSCONFIG_PATH: runtime.options.tsconfig },
    });
    const lines = errors.join('\n').split('\n');
    expect(lines.filter((line) => !line.startsWith('Pulumi.dev.yaml: dwcp:'))).toEqual([]);
    expect(lines.length).toBeGreaterThan(3);
    expect(registrations.map(({ type }) => type)).toEqual(['pulumi:pulumi:Stack']);
    // Pulumi's own for "the user has been told".
    expect(status).toBe(32);
  },
  LOADING,
);
