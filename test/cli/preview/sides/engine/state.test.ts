import { problemsOf } from '../../../../support/problems-of';
import { comparisonWith, DEV, readAgainst, recorded, stateOf } from './files';

type Json = any;

const MOUNT = 'vault:index/mount:Mount dev/dwcp/dwcp-redis';
const BUDGET = 'policy/v1/PodDisruptionBudget dwcp/dwcp-api';

const here = (id: string) => DEV.plan.resources.find((resource) => resource.id === id)!;

/** The state, and a resource of it to change. */
function changed(name: string, change: (resource: Json, state: Json) => void): Json {
  const state = recorded('state');
  change(stateOf(state, name), state);
  return state;
}

const inState = (state: Json, id: string) =>
  readAgainst(state).before.plan.resources.find((resource) => resource.id === id);

describe('the state of a stack', () => {
  test('has the resources of the plan that made it, to the letter; providers and components are none', () => {
    const { from, plan } = readAgainst(recorded('state')).before;
    const ids = plan.resources.map(({ id }) => id);
    expect(from).toBe('the stack dev (pulumi.json)');
    expect(ids.sort()).toEqual(
      [
        'networking.k8s.io/v1/NetworkPolicy dwcp/default-deny',
        'policy/v1/PodDisruptionBudget dwcp/dwcp-api',
        'security.istio.io/v1/AuthorizationPolicy dwcp/allow-nothing',
        'security.istio.io/v1/PeerAuthentication dwcp/default',
        'v1/Namespace dwcp',
        'vault:index/mount:Mount dev/dwcp/dwcp-redis',
        ...['api', 'redis', 'report', 'worker'].map(
          (name) => `vault:index/policy:Policy sys/policies/acl/dev.dwcp.dwcp-${name}`,
        ),
      ].sort(),
    );
    const { diff } = comparisonWith(recorded('state'));
    expect(diff).toMatchObject({ removed: [], changed: [], renamed: [], moved: [], environment: [] });
    expect(diff.added).toHaveLength(DEV.plan.resources.length - ids.length);
  });

  test('has each after what it depends on', () => {
    const seen = new Set<string>();
    for (const { id, dependsOn } of readAgainst(recorded('state')).before.plan.resources) {
      expect(dependsOn.filter((before) => !seen.has(before))).toEqual([]);
      seen.add(id);
    }
  });

  test('says what differs from the plan', () => {
    const state = changed('dwcp/dwcp-api', ({ inputs }) => {
      inputs.spec.maxUnavailable = 0;
    });
    expect(comparisonWith(state).diff.changed).toMatchObject([
      { id: BUDGET, fields: [{ field: 'spec.maxUnavailable', before: 0, after: 1 }] },
    ]);
  });

  test('has no number of pods that it leaves to an autoscaler', () => {
    const left = (ignoreChanges: string[] | undefined) =>
      inState(
        changed('dwcp/dwcp-api', (resource) => {
          resource.inputs.spec.replicas = 3;
          if (ignoreChanges) resource.ignoreChanges = ignoreChanges;
        }),
        BUDGET,
      );
    expect(left(['spec.replicas'])).not.toHaveProperty('object.spec.replicas');
    expect(left(['spec.selector'])).toHaveProperty('object.spec.selector');
    expect(left(undefined)).toHaveProperty('object.spec.replicas', 3);
  });

  test('that has an object in another version of its kind has the same object, declared where it is now', () => {
    const [was, is] = ['security.istio.io/v1beta1', 'security.istio.io/v1'];
    const state = changed('dwcp/allow-nothing', (resource) => {
      resource.urn = resource.urn.replace(is, was);
      resource.type = resource.type.replace(is, was);
      resource.inputs.apiVersion = was;
    });
    const { diff } = comparisonWith(state);
    expect(diff).toMatchObject({ removed: [], moved: [], renamed: [{ fields: [{ before: was, after: is }] }] });
  });

  test('that kept its data has it protected, and one that keeps only some has not', () => {
    const keep = (names: string) => {
      const state = recorded('state');
      for (const resource of state.deployment.resources) {
        if (new RegExp(names).test(resource.urn)) Object.assign(resource, { protect: true, retainOnDelete: true });
      }
      return readAgainst(state).before.plan.data;
    };
    expect(keep('Namespace|Mount')).toBe('protected');
    expect(keep('Mount')).toBe('disposable');
  });

  test('whose plugin filled in defaults has only what the program said', () => {
    const state = changed('dev/dwcp/dwcp-redis', ({ inputs }) => {
      Object.assign(inputs, { __defaults: ['local', 'sealWrap'], local: false, sealWrap: false });
    });
    expect(inState(state, MOUNT)).toEqual(here(MOUNT));
  });

  test('has nothing of what others declare in the stack beside the environment', () => {
    const state = changed('dwcp/dwcp-api', (resource, { deployment }) => {
      const urn = 'urn:pulumi:dev::dwcp::kubernetes:core/v1:ConfigMap::theirs';
      const inputs = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'theirs', namespace: 'theirs' } };
      deployment.resources.push({ ...resource, urn, type: 'kubernetes:core/v1:ConfigMap', parent: undefined, inputs });
    });
    expect(inState(state, 'v1/ConfigMap theirs/theirs')).toBeUndefined();
  });

  test('of two environments has in each only its own', () => {
    const state = changed('dwcp/dwcp-api', (resource, { deployment }) => {
      const component = deployment.resources.find(({ type }: Json) => type === 'dwcp:baseline:Environment');
      const other = component.urn.replace(/dev$/, 'preview');
      deployment.resources.push({ ...component, urn: other });
      const metadata = { ...resource.inputs.metadata, name: 'of-the-other' };
      const urn = resource.urn.replace(/dwcp-api$/, 'of-the-other');
      deployment.resources.push({ ...resource, urn, parent: other, inputs: { ...resource.inputs, metadata } });
    });
    expect(inState(state, 'policy/v1/PodDisruptionBudget dwcp/of-the-other')).toBeUndefined();
  });

  test('knows no patches: what is patched here was patched then', () => {
    const patched = [{ path: 'spec.maxUnavailable', at: 'dev/dwcp-api', why: 'the load test' }];
    const resources = DEV.plan.resources.map((one) => (one.id === BUDGET ? { ...here(BUDGET), patched } : one));
    const { diff } = comparisonWith(recorded('state'), { ...DEV, plan: { ...DEV.plan, resources } as typeof DEV.plan });
    expect(diff.changed).toEqual([]);
  });

  test('from before there were components has everything at the root', () => {
    const state = recorded('state');
    state.deployment.resources = state.deployment.resources
      .filter(({ type }: Json) => !type.startsWith('dwcp:baseline:'))
      .map(({ parent: _, ...resource }: Json) => ({
        ...resource,
        urn: resource.urn.replace(/dwcp:baseline:Environment\$dwcp:baseline:\w+\$/, ''),
        dependencies: [],
      }));
    expect(inState(state, BUDGET)).toMatchObject({ id: BUDGET });
  });

  test.each<[what: string, made: object]>([
    ['replaced, and is still to be deleted', { delete: true }],
    ['deleted, and is still to be made again', { pendingReplacement: true }],
    ['only read', { external: true }],
    ['only patched, since it is somebody else’s', { type: 'kubernetes:policy/v1:PodDisruptionBudgetPatch' }],
  ])('has nothing of what was %s', (_, made) => {
    const state = changed('dwcp/dwcp-api', (resource) => Object.assign(resource, made));
    expect(inState(state, BUDGET)).toBeUndefined();
  });

  test('that holds nothing makes everything new', () => {
    const { diff } = comparisonWith({ version: 3, deployment: { manifest: {} } });
    expect(diff.added).toHaveLength(DEV.plan.resources.length);
  });
});

describe('a secret in a state', () => {
  const SIGNATURE = { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270' };

  test.each<[what: string, secret: unknown]>([
    ['encrypted', { ...SIGNATURE, ciphertext: 'djE6aHVudGVyMg==' }],
    ['exported in clear', { ...SIGNATURE, plaintext: '"hunter2"' }],
  ])('is not read, and makes no difference, where it is %s', (_, secret) => {
    const state = changed('dev/dwcp/dwcp-redis', ({ inputs }) => {
      inputs.description = secret;
      inputs.seal = { key: secret };
    });
    expect(inState(state, MOUNT)).toMatchObject({
      args: { ...(here(MOUNT) as Json).args, seal: { key: '[secret]' } },
    });
    expect(JSON.stringify(readAgainst(state))).not.toMatch(/hunter2|djE6/);
  });
});

describe('refuses', () => {
  test.each<[what: string, state: unknown, ...says: readonly string[]]>([
    [
      'a state of a later version',
      { ...recorded('state'), version: 5 },
      'pulumi.json: is a state of version 5, and this version of @dwcp/baseline reads 3 and 4; update it',
    ],
    [
      'one of an older Pulumi',
      { ...recorded('state'), version: 2 },
      'pulumi.json: is a state of version 2, and this version of @dwcp/baseline reads 3 and 4; export it again with Pulumi 3',
    ],
    [
      'resources of another shape, all of them at once',
      changed('dwcp/dwcp-api', (resource, { deployment }) => {
        delete resource.urn;
        resource.dependencies = 'all';
        deployment.resources[0].inputs = [];
      }),
      'pulumi.json: deployment.resources[0].inputs is a list, not a map; run `pulumi stack export` again',
      'pulumi.json: deployment.resources[2].urn is missing; run `pulumi stack export` again',
      'pulumi.json: deployment.resources[2].dependencies is "all", not a list; run `pulumi stack export` again',
    ],
    [
      'one without a deployment',
      { version: 3, deployment: null },
      'pulumi.json: deployment has no value; run `pulumi stack export` again',
    ],
    [
      'one that was interrupted',
      changed('dwcp/dwcp-api', (resource, { deployment }) => {
        deployment.pending_operations = [
          { type: 'creating', resource },
          { type: 'updating', resource },
        ];
      }),
      'pulumi.json: is of a run that was interrupted when it had begun PodDisruptionBudget dwcp/dwcp-api and 1 more, and does not say what came of it; run `dwcp adopt`, then `pulumi refresh`',
    ],
  ])('%s', (_, state, ...says) => {
    expect(problemsOf(() => readAgainst(state))).toEqual(says);
  });

  test('the state of another environment', () => {
    const staging = { ...DEV, plan: { ...DEV.plan, environment: 'staging' } };
    const says = 'is of the stack of dev, and says nothing of staging; name only what it is of';
    expect(problemsOf(() => readAgainst(recorded('state'), staging))).toEqual([`pulumi.json: ${says}`]);
  });
});
