import { endsOf } from '../../../cli/connections/end-names';
import { isNamed, type KnownPeer } from '../../../cli/connections/peers';
import type { Party } from '../../../policies/reachability/result';

function workload(id: string): Party {
  const [, namespace = ''] = /^\w+ (.*)\//.exec(id) ?? [];
  return { kind: 'workload', id, namespace, labels: {} };
}

const assumed = (id: string): Party => ({ ...workload(id), assumed: true }) as Party;
const range = (id: string, ...except: string[]): Party => ({ kind: 'cidr', id, except });

const peer = (name: string, cidr: string, ...except: string[]): KnownPeer => ({
  name,
  role: name === 'clients' ? 'external' : 'infrastructure',
  selectors: [{ ipBlock: { cidr, except } }],
});

function names(parties: readonly Party[], peers?: readonly KnownPeer[]): string[] {
  return [...endsOf(parties, peers).values()].map(({ name }) => name);
}

test('a workload is called by its namespace and name, and by its kind too where two share them', () => {
  expect(names(['Deployment shop/api', 'Deployment shop/db', 'Job shop/db'].map(workload))).toEqual([
    'shop/api',
    'Deployment shop/db',
    'Job shop/db',
  ]);
});

test.each([
  ['Pods */*', 'any other pod'],
  ['Pods shop/*', 'any other pod in shop'],
  ['Pods shop/a=b,c=d', 'pods with a=b, c=d in shop'],
  ['Pods */a=b', 'pods with a=b in any namespace'],
  ['Pods *[team=x]/*', 'any other pod in namespaces with team=x'],
])('%s is called %s', (id, name) => {
  expect(names([assumed(id)])).toEqual([name]);
});

test.each([
  [range('0.0.0.0/0'), 'any address (0.0.0.0/0)'],
  [range('0.0.0.0/0', '10.0.0.0/8'), 'any other address (0.0.0.0/0)'],
  [range('10.0.0.0/8', '10.1.0.0/16'), '10.0.0.0/8 but 10.1.0.0/16'],
  [range('10.0.0.0/8', '10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16'), '10.0.0.0/8 but 3 ranges in it'],
])('%o is called %s', (party, name) => {
  expect(names([party])).toEqual([name]);
});

test('an address is called by the narrowest of the ranges around it that a stack has a name for', () => {
  const peers = [peer('clients', '0.0.0.0/0'), peer('kubelet', '10.30.0.0/20')];
  const parties = [range('10.30.0.0/20'), range('0.0.0.0/0', '10.30.0.0/20')];
  expect(names(parties, peers)).toEqual(['kubelet', 'clients']);
  expect(names(parties, [...peers].reverse())).toEqual(['kubelet', 'clients']);
});

test('what is cut out of a range is not of it', () => {
  const clients = peer('clients', '0.0.0.0/0', '169.254.169.254/32');
  expect(isNamed(range('169.254.169.254/32'), clients)).toBe(false);
  expect(isNamed(range('198.51.100.0/24'), clients)).toBe(true);
});
