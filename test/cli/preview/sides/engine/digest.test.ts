import { findingsOf } from '../../../../../cli/preview/meaning/findings';
import { problemsOf } from '../../../../support/problems-of';
import { comparisonWith, DEV, readAgainst, recorded, stateOf } from './files';

type Json = any;

const WORKER = 'apps/v1/Deployment dwcp/dwcp-worker';
const REDIS = 'apps/v1/StatefulSet dwcp/dwcp-redis';
const BUDGET = 'policy/v1/PodDisruptionBudget dwcp/dwcp-api';
const CERTIFICATE = 'cert-manager.io/v1/Certificate edge/edge-tls';
const MTLS = 'security.istio.io/v1/PeerAuthentication dwcp/default';

/** A recording with something else said of a step. */
function changed(name: string, resource: string, change: (step: Json) => void): Json {
  const recording = recorded(name);
  change(recording.steps.find(({ urn }: Json) => urn.endsWith(`::${resource}`)));
  return recording;
}

const fieldsOf = (recording: unknown) =>
  comparisonWith(recording).diff.changed.map(({ id, fields }) => [
    id,
    ...fields.map(({ field, before, after }) => `${field} ${before} → ${after}`),
  ]);

describe('a preview of the engine', () => {
  test('says what it would change, and leaves the rest as it is here', () => {
    const { before, after, diff, engine } = comparisonWith(recorded('preview-update'));
    expect([before.from, after.from]).toEqual([
      'the stack dev as it was deployed',
      'what Pulumi would make of it (pulumi.json)',
    ]);
    expect(diff).toMatchObject({ added: [], removed: [], renamed: [], moved: [], environment: [] });
    expect(fieldsOf(recorded('preview-update'))).toEqual([
      [WORKER, 'spec.progressDeadlineSeconds 170 → 340', 'spec.replicas 1 → 2'],
    ]);
    const fields = ['spec.progressDeadlineSeconds', 'spec.replicas'];
    expect(engine).toEqual({
      of: 'preview',
      steps: new Map([[WORKER, { op: 'update', fields, replaceKeys: [] }]]),
      errors: [],
    });
  });

  test('keeps what is known here: rules, exemptions and the posture', () => {
    const { after } = readAgainst(recorded('preview-update'));
    expect(after).toMatchObject({ verdicts: DEV.verdicts, exemptions: DEV.exemptions, posture: DEV.posture });
  });

  test('says what it would replace, and for which fields', () => {
    const storage = 'spec.volumeClaimTemplates[0].spec.resources.requests.storage';
    const { engine, diff } = comparisonWith(recorded('preview-replace'));
    expect(engine!.steps).toEqual(new Map([[REDIS, { op: 'replace', fields: [storage], replaceKeys: [storage] }]]));
    expect(diff).toMatchObject({
      added: [],
      removed: [],
      changed: [{ id: REDIS, fields: [{ before: '2Gi', after: '3Gi' }] }],
    });
  });

  test.each<[op: string, kept: boolean, is: string]>([
    ['delete', false, 'delete'],
    ['delete', true, 'forget'],
  ])('takes away what it would %s (kept: %s)', (op, retainOnDelete, is) => {
    const recording = changed('preview-update', 'dwcp/dwcp-worker', (step) => {
      Object.assign(step, { op, newState: undefined, oldState: { ...step.oldState, retainOnDelete } });
    });
    const { diff, engine } = comparisonWith(recording);
    expect(diff.removed.map(({ id }) => id)).toEqual([WORKER]);
    expect(engine!.steps.get(WORKER)!.op).toBe(is);
  });

  test('adds what it would create', () => {
    const recording = changed('preview-update', 'dwcp/dwcp-worker', (step) => {
      Object.assign(step, { op: 'create', oldState: undefined });
    });
    const { diff, engine } = comparisonWith(recording);
    expect(diff.added.map(({ id }) => id)).toEqual([WORKER]);
    expect(engine!.steps.get(WORKER)!.op).toBe('create');
  });

  test.each(['read', 'same', 'refresh', 'discard'])('counts %s as nothing', (op) => {
    const recording = changed('preview-update', 'dwcp/dwcp-worker', (step) => Object.assign(step, { op }));
    const { engine } = comparisonWith(recording);
    expect([...engine!.steps]).toEqual([]);
  });

  test('that shows what stays says whether data is kept, on either side', () => {
    const recording = recorded('preview-update');
    const urn =
      'urn:pulumi:dev::dwcp::dwcp:baseline:Environment$dwcp:baseline:Vault$vault:index/mount:Mount::dev/dwcp/x';
    const mount = { urn, custom: true, type: 'vault:index/mount:Mount', inputs: { path: 'dev/dwcp/x', type: 'pki' } };
    const kept = { ...mount, protect: true, retainOnDelete: true };
    recording.steps.push({ op: 'same', urn, oldState: kept, newState: mount });
    const { before, after } = comparisonWith(recording);
    expect([before.plan.data, after.plan.data]).toEqual(['protected', 'disposable']);
  });

  test('has the edges of today that were open before, and no others', () => {
    const id = 'networking.k8s.io/v1/NetworkPolicy dwcp/dwcp-redis';
    const { object } = DEV.plan.resources.find((resource) => resource.id === id) as Json;
    const type = 'kubernetes:networking.k8s.io/v1:NetworkPolicy';
    const state = { urn: `urn:pulumi:dev::dwcp::${type}::dwcp/dwcp-redis`, type, custom: true };
    const closed = { ...object, spec: { ...object.spec, ingress: [] } };
    const recording = recorded('preview-update');
    recording.steps.push({
      op: 'update',
      urn: state.urn,
      oldState: { ...state, inputs: closed },
      newState: { ...state, inputs: object },
    });
    const { before, after } = comparisonWith(recording);
    const toRedis = DEV.plan.edges.filter(({ to }) => to === 'dwcp/dwcp-redis');
    expect(toRedis.length).toBeGreaterThan(1);
    expect(before.plan.edges).toEqual(DEV.plan.edges.filter((edge) => !toRedis.includes(edge)));
    expect(after.plan.edges).toEqual(DEV.plan.edges);
  });

  test('does not tell a secret, nor what nobody knows yet', () => {
    const recording = changed('preview-update', 'dwcp/dwcp-worker', ({ oldState, newState }) => {
      oldState.inputs.spec.template.spec.containers[0].image = '[secret]';
      newState.inputs.spec.template.spec.containers[0].image = '[secret]';
      newState.inputs.spec.template.spec.containers[0].env[0].value = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
      newState.inputs.metadata.labels.owner = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
    });
    expect(fieldsOf(recording)).toEqual([
      [
        WORKER,
        'metadata.labels.owner undefined → [unknown]',
        'spec.progressDeadlineSeconds 170 → 340',
        'spec.replicas 1 → 2',
      ],
    ]);
  });

  test('that failed says at what, and quotes nothing that is about the machine', () => {
    const recording = recorded('preview-failed');
    expect(comparisonWith(recording).engine!.errors).toEqual([
      {
        id: CERTIFICATE,
        message:
          'Apply failed with 1 conflict: conflict with "unknown" using cert-manager.io/v1: .spec.renewBeforePercentage',
      },
    ]);
    const { urn } = recording.steps.find(({ urn }: Json) => urn.endsWith('::edge/edge-tls'));
    const why = 'because it is protected. To unprotect the resource, use `pulumi state unprotect`';
    recording.diagnostics = [
      { severity: 'error', urn, message: `error: Preview failed: resource "${urn}" cannot be deleted\n${why}\n` },
    ];
    expect(comparisonWith(recording).engine!.errors).toEqual([
      { id: CERTIFICATE, message: 'it cannot be deleted because it is protected' },
    ]);
    const says = 'the Kubernetes API server reported that "edge/edge-tls" failed to become live: it is being deleted.';
    recording.diagnostics = [{ severity: 'error', urn, message: `error: 1 error occurred:\n\t* ${says}\n` }];
    expect(comparisonWith(recording).engine!.errors).toEqual([{ id: CERTIFICATE, message: says.slice(0, -1) }]);
    recording.diagnostics = [{ severity: 'error', message: 'error: /home/ci/repo/index.ts: hunter2' }];
    expect(comparisonWith(recording).engine!.errors).toEqual([
      { id: 'the program', message: 'it did not run to its end' },
    ]);
  });

  test('with a refresh before it tells what it would do after that', () => {
    expect(fieldsOf(recorded('preview-failed'))).toEqual([[CERTIFICATE, 'spec.renewBeforePercentage 50 → 34']]);
  });
});

describe('a refresh', () => {
  test('says what has become of the stack since it was deployed', () => {
    const { before, after, diff, engine } = comparisonWith(recorded('refresh'));
    expect([before.from, after.from]).toEqual([
      'the stack dev as it was deployed',
      'what has become of it (pulumi.json)',
    ]);
    expect(diff.removed.map(({ id }) => id)).toEqual([BUDGET]);
    expect(fieldsOf(recorded('refresh'))).toEqual([
      [WORKER, 'spec.replicas 1 → 7', 'spec.template.spec.terminationGracePeriodSeconds 40 → 99'],
      [MTLS, 'spec.mtls.mode STRICT → PERMISSIVE'],
    ]);
    expect(engine).toMatchObject({ of: 'drift', errors: [] });
    expect([...engine!.steps].map(([id, { op }]) => `${op} ${id}`).sort()).toEqual([
      `delete ${BUDGET}`,
      `update ${WORKER}`,
      `update ${MTLS}`,
    ]);
  });

  test('is told as drift, with what it means for security, and no restart of what has happened already', () => {
    const findings = findingsOf(comparisonWith(recorded('refresh')));
    const drift = findings.filter(({ topic }) => topic === 'drift');
    expect(drift.map(({ says, effect }) => `${effect}: ${says}`)).toEqual([
      'worse: Deployment dwcp/dwcp-worker is not as it was deployed: somebody else has changed spec.replicas, spec.template.spec.terminationGracePeriodSeconds',
      'worse: PodDisruptionBudget dwcp/dwcp-api is gone, and Pulumi has not deleted it',
      'worse: PeerAuthentication dwcp/default is not as it was deployed: somebody else has changed spec.mtls.mode',
    ]);
    expect(findings.filter(({ topic }) => topic === 'restart' || topic === 'capacity')).toEqual([]);
  });

  test('folds many fields, and blocks where data is gone', () => {
    const recording = recorded('refresh');
    const [first] = recording.steps.filter(({ op }: Json) => op === 'update');
    first.detailedDiff = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e'].map((field) => [`spec.${field}`, { kind: 'update' }]),
    );
    const namespace = recording.steps.find(({ urn }: Json) => urn.endsWith('core/v1:Namespace::dwcp'));
    Object.assign(namespace, { op: 'delete', newState: undefined });
    namespace.oldState.retainOnDelete = true;
    const found = findingsOf(comparisonWith(recording)).filter(({ topic }) => topic === 'drift');
    expect(found.find(({ details }) => details !== undefined)).toMatchObject({
      says: expect.stringMatching(/has changed spec\.a, spec\.b, spec\.c, 2 more$/),
      details: ['spec.a', 'spec.b', 'spec.c', 'spec.d', 'spec.e'],
    });
    expect(found.find(({ gate }) => gate === 'data-loss')).toMatchObject({
      says: 'Namespace dwcp is gone, and Pulumi has not deleted it',
    });
  });

  test('of nothing that changed finds nothing', () => {
    const recording = recorded('refresh');
    for (const step of recording.steps) {
      Object.assign(step, { op: 'refresh', newState: step.oldState, detailedDiff: undefined, diffReasons: undefined });
    }
    const findings = findingsOf(comparisonWith(recording));
    expect(findings.filter(({ topic, effect }) => topic === 'drift' || effect === 'worse')).toEqual([]);
  });
});

describe('refuses', () => {
  test('a preview of another shape, with everything that is wrong', () => {
    const recording = changed('preview-update', 'dwcp/dwcp-worker', (step) => {
      step.op = 7;
      delete step.newState.type;
    });
    recording.diagnostics = 'none';
    expect(problemsOf(() => readAgainst(recording))).toEqual([
      'pulumi.json: steps[0].op is 7, not text; run the preview again with --json',
      'pulumi.json: steps[0].newState.type is missing; run the preview again with --json',
      'pulumi.json: diagnostics is "none", not a list; run the preview again with --json',
    ]);
  });

  test('that of another environment', () => {
    const production = { ...DEV, plan: { ...DEV.plan, environment: 'production' } };
    expect(problemsOf(() => readAgainst(recorded('preview-update'), production))).toEqual([
      'pulumi.json: is of the stack of dev, and says nothing of production; name only what it is of',
    ]);
  });

  test('more problems than anybody reads one by one', () => {
    const steps = Array.from({ length: 25 }, () => ({ op: 'same' }));
    const problems = problemsOf(() => readAgainst({ steps }));
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe('pulumi.json: and 5 more');
  });
});

test('the state of the deployment that drifted is the same in a refresh as in an export', () => {
  expect(stateOf(recorded('state'), 'dwcp/default').inputs).toEqual(
    recorded('refresh').steps.find(({ urn }: Json) => urn.endsWith('::dwcp/default')).oldState.inputs,
  );
});
