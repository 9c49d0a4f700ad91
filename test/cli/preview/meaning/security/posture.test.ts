import { posture } from '../../../../../cli/preview/meaning/security/posture';
import { check, definePlatform, FACTS, field, POSTURE } from '../../../../../constructs';
import { POSTURE as TEST } from '../../../../support/environment';
import { comparing } from '../../support';
import { said, saidBothWays } from './said';

const BASE = {
  ...TEST,
  name: 'live',
  data: 'protected' as const,
  api: { scale: 3, memory: '1Gi' as const },
  sessionMinutes: 30,
  region: 'north',
  backups: { days: 7 },
};

const { looser } = definePlatform({
  environments: { live: BASE },
  posture: {
    ...POSTURE,
    api: field.group({ scale: field.scale, memory: field.memory }),
    sessionMinutes: field.count({ stricter: 'less' }),
    region: field.either(field.text('name it', check.dnsLabel), 'a region is a place'),
    backups: field.optional(field.group({ days: field.count({ stricter: 'more' }) }), { absent: 'looser' }),
  },
  facts: FACTS,
  declare() {},
});

/** A side whose posture is the base with changes. */
const live = (changes: object = {}) => ({ posture: { ...BASE, ...changes }, looser });

test.each<[field: string, loose: object, values: string, back: string]>([
  ['data', { data: 'disposable' }, 'protected → disposable', 'disposable → protected'],
  ['api.memory', { api: { ...BASE.api, memory: '512Mi' } }, '1Gi → 512Mi', '512Mi → 1Gi'],
  ['api.scale', { api: { ...BASE.api, scale: 2 } }, '3 → 2', '2 → 3'],
  ['sessionMinutes', { sessionMinutes: 60 }, '30 → 60', '60 → 30'],
  ['backups', { backups: undefined }, '{"days":7} → nothing', 'nothing → {"days":7}'],
  ['backups.days', { backups: { days: 6 } }, '7 → 6', '6 → 7'],
])('%s that is looser is worse, and better the other way, with both values', (name, loose, values, back) => {
  const [there, here] = saidBothWays(posture, live(), live(loose));
  expect(there).toEqual([`worse: posture ${name}: ${values}, which is looser`]);
  expect(here).toEqual([`better: posture ${name}: ${back}, which is stricter`]);
  const [finding] = posture(comparing(live(), live(loose)));
  expect(finding).toMatchObject({ topic: 'posture', subject: name, gate: 'weaker-posture' });
});

test('several fields are told one by one, each as it is', () => {
  expect(
    said(posture, live(), live({ sessionMinutes: 15, zoneSpread: 'required', enforcement: 'audit-allowed' })),
  ).toEqual([
    'better: posture zoneSpread: preferred → required, which is stricter',
    'better: posture sessionMinutes: 30 → 15, which is stricter',
    'worse: posture enforcement: enforced → audit-allowed, which is looser',
  ]);
});

test('a field of which no value is stricter is told, and is neither', () => {
  expect(said(posture, live(), live({ region: 'south' }))).toEqual([
    'neutral: posture region: north → south, neither of which is stricter',
  ]);
});

test.each<[what: string, before: object, after: object, says: string]>([
  ['a field that is new', live(), live({ shell: 'open' }), 'shell: nothing → open'],
  ['a field that is gone', live({ shell: 'open' }), live(), 'shell: open → nothing'],
  ['a value that its field does not know', live(), live({ sessionMinutes: 'long' }), 'sessionMinutes: 30 → long'],
  ['a platform that ranks nothing', { posture: { a: 1 } }, { posture: { a: 2 } }, 'a: 1 → 2'],
])('%s cannot be ranked, so it is worse from both sides', (_, before, after, says) => {
  const [there, back] = saidBothWays(posture, before, after);
  const [name, values] = says.split(': ');
  const backwards = values!.split(' → ').reverse().join(' → ');
  expect(there).toEqual([`worse: posture ${says}, and nobody can tell whether that is stricter`]);
  expect(back).toEqual([`worse: posture ${name}: ${backwards}, and nobody can tell whether that is stricter`]);
});

test('a posture that is not changed is nothing to tell', () => {
  expect(said(posture, live(), live())).toEqual([]);
});

describe('where only one side knows its posture', () => {
  test('it is said so, and what every plan says of it is told', () => {
    const [there, back] = saidBothWays(posture, { plan: { data: 'protected' } }, live());
    const unknown = 'neutral: the posture of main is not known, so that postures are not compared';
    expect(there).toEqual([unknown, 'worse: posture data: protected → disposable, which is looser']);
    expect(back).toEqual([
      unknown.replace('main', 'the working tree'),
      'better: posture data: disposable → protected, which is stricter',
    ]);
  });

  test('nothing is said where neither does', () => {
    expect(said(posture, {}, {})).toEqual([]);
    expect(said(posture, { plan: { data: 'protected' } }, {})).toEqual([
      'worse: posture data: protected → disposable, which is looser',
    ]);
  });
});

test('another fact of the cluster cannot be ranked, from either side', () => {
  const cluster = (trustDomain: string) => ({
    plan: { cluster: { podCidrs: [], nodeCidrs: ['10.0.0.0/16'], trustDomain, meshRoot: 'istio-system' } },
  });
  expect(saidBothWays(posture, cluster('a'), cluster('b'))).toEqual([
    ['worse: cluster.trustDomain: a → b, and nobody can tell whether that is stricter'],
    ['worse: cluster.trustDomain: b → a, and nobody can tell whether that is stricter'],
  ]);
});

test('another cluster cannot be ranked either, unless a plan is too old to say which it is for', () => {
  const cluster = (id?: string) => ({
    plan: {
      cluster: { ...(id && { id }), podCidrs: [], nodeCidrs: [], trustDomain: 'a', meshRoot: 'istio-system' },
    },
  });
  expect(saidBothWays(posture, cluster('0b6f3a52'), cluster('c2a7e4f9'))).toEqual([
    ['worse: cluster.id: 0b6f3a52 → c2a7e4f9, and nobody can tell whether that is stricter'],
    ['worse: cluster.id: c2a7e4f9 → 0b6f3a52, and nobody can tell whether that is stricter'],
  ]);
  expect(saidBothWays(posture, cluster(), cluster('c2a7e4f9'))).toEqual([[], []]);
});
