import type { Manifest } from '../../constructs/plan/resource';
import { admission } from '../../policies/admission/admission';
import { hasCel, policyName } from '../../policies/admission/policy';
import { rules } from '../../policies/index';
import { type Answer, Asking } from './admission/ask';
import { generatedFor } from './admission/generated';
import { removeAll, SURROUNDINGS } from './admission/in-force';
import { examplesOf } from './admission/trials';
import { refuses } from './admission/verdicts';
import { eventually } from './support/eventually';
import { KubernetesApi } from './support/kubernetes-api';
import { world } from './support/world';

/** Objects that the API server takes, for each rule. */
const WANTED = 300;
/** As many are made at the most: some of what is generated is refused by the server itself. */
const MOST = 3 * WANTED;
const AT_ONCE = 50;
const SEED = Number(process.env['DWCP_SEED'] ?? 20_261_128);

/** An object that bears it is judged by the rule that it names, and by no other. */
const JUDGED_BY = 'dwcp.test/rule';

/** Examples of what CEL leaves to the other runners, as `leavesOut` of the rule says. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'image-by-digest': ['a tag, of an image that is mounted', 'a tag, of what an operator is told to run'],
  'network-peers-explicit': [
    'the same range twice, and within another one',
    'many ports to the same peer, in two entries of which each is narrow',
    'many ports to the same peer, of two protocols, and by a name',
  ],
  'no-open-cidr': [
    'calls to anywhere, range by range',
    'calls to anywhere, range by range, the last one first',
    'calls to anywhere, range by range, and one address more than somebody has',
    'calls to anywhere, range by range, of which some hold others',
  ],
  'no-secret-values': [
    'a password in a line of a shell, and in those of hooks and probes',
    'secrets among the arguments',
    'secrets among the arguments, behind one dash',
    'a secret with a quote in it',
  ],
};

const HELD = rules.filter(hasCel);
const policies = admission({ enforcement: 'enforced' }).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
// Warned of rather than denied, so that an answer has the object as it would be stored, with its defaults.
const bindings = HELD.map(({ id }) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name: `test-${id}` },
  spec: {
    policyName: policyName({ id }),
    validationActions: ['Warn'],
    matchResources: { objectSelector: { matchLabels: { [JUDGED_BY]: id } } },
  },
}));
const STORED = [...SURROUNDINGS, ...policies, ...bindings];

const api = new KubernetesApi(world().kubernetes);
const asking = new Asking(world().kubernetes);

beforeAll(async () => {
  for (const object of STORED) await api.apply(object);
  // The server reads each by itself, a moment after it is stored.
  for (const { id } of HELD) {
    const some = generatedFor(id, AT_ONCE, SEED).map((one) => judgedBy(id, one));
    await eventually(async () => (await asking.all(some)).some(isRefused), {
      what: `${id} in force`,
      timeoutMs: 60_000,
    });
  }
}, 300_000);

afterAll(async () => {
  await removeAll(api, STORED);
  asking.close();
  api.close();
}, 300_000);

function judgedBy(rule: string, object: Manifest): Manifest {
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, labels: { ...metadata.labels, [JUDGED_BY]: rule } } };
}

/** Whether the policy has something against it; one whose expression cannot be evaluated has, too. */
function isRefused({ warnings }: Answer): boolean {
  return warnings.length > 0;
}

test('the API server finds nothing wrong with any expression', async () => {
  const checked = await eventually(
    async () => {
      const all = await api.list('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy');
      const ours = all.filter(({ metadata }) => policies.some((one) => one.metadata.name === metadata.name));
      return ours.every((one) => one['status']?.observedGeneration === one.metadata.generation) ? ours : undefined;
    },
    { what: 'every policy checked', timeoutMs: 120_000 },
  );
  expect(checked.length).toBe(policies.length);
  expect(checked.flatMap((one) => one['status'].typeChecking?.expressionWarnings ?? [])).toEqual([]);
});

describe.each(HELD.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test(`says of ${WANTED} generated objects what the predicate says`, async () => {
    const judged: Answer[] = [];
    const objects = generatedFor(id, MOST, SEED);
    for (let start = 0; judged.length < WANTED && start < objects.length; start += AT_ONCE) {
      const answers = await asking.all(objects.slice(start, start + AT_ONCE).map((one) => judgedBy(id, one)));
      judged.push(...answers.filter(({ stored }) => stored !== undefined));
    }
    const wanted = judged.slice(0, WANTED);
    const different = wanted.filter((answer) => refuses(rule, answer.stored!) !== isRefused(answer));
    const errors = wanted.flatMap(({ warnings }) => warnings.filter((one) => one.includes('resulted in error')));
    const refused = wanted.filter(isRefused).length;
    const accepted = wanted.length - refused;
    process.stdout.write(
      `admission: ${id}: ${accepted} accepted, ${refused} refused, ${different.length} different, by seed ${SEED}\n`,
    );
    expect(different.slice(0, 3)).toEqual([]);
    expect(errors).toEqual([]);
    expect(wanted.length).toBe(WANTED);
    expect(Math.min(accepted, refused)).toBeGreaterThan(0);
  });

  test('says of its examples what they show', async () => {
    const examples = examplesOf(rule).filter(
      ({ what }) => !(LEFT_OUT[id] ?? []).some((left) => what === left || what.startsWith(`${left}, in `)),
    );
    const answers = await asking.all(examples.map(({ object }) => judgedBy(id, object)));
    const different = answers.flatMap((answer, index) =>
      answer.stored === undefined || isRefused(answer) === refuses(rule, answer.stored) ? [] : examples[index]!.what,
    );
    expect(different).toEqual([]);
  });
});
