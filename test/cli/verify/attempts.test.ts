import { attemptsOf } from '../../../cli/verify/attempts';
import type { End, Plan } from '../../../constructs';

type Asked = Pick<Plan, 'ends' | 'edges' | 'resources'>;

const http = { name: 'http', port: 8080, protocol: 'TCP' } as const;
const podsOf = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
  podSelector: { matchLabels: { 'dwcp.io/workload': name } },
});
const workload = (name: string, ports: End['ports'] = [http]): End => {
  return { name: `shop/${name}`, role: 'workload', selectors: [podsOf(name)], ports };
};
const edge = (from: string, to: string, port = 8080, protocol: 'TCP' | 'UDP' = 'TCP'): Plan['edges'][number] => ({
  ...{ from, to, port, protocol, infrastructure: false, by: 'allow' },
  declaredAt: { path: 'test', call: 'allowTo' },
});
const inWords = (attempts: ReturnType<typeof attemptsOf>['declared']) =>
  attempts.map(({ from, to, port }) => `${from.name} ${to.name} ${port}`);

const dns: End = { name: 'cluster-dns', role: 'infrastructure', selectors: [podsOf('dns')], ports: [] };
const outside: End = { name: 'internet', role: 'external', selectors: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [] };
const prometheus: End = { ...dns, name: 'prometheus' };

const ASKED: Asked = {
  resources: [],
  ends: [workload('api'), workload('front', []), dns, outside, prometheus],
  edges: [
    edge('shop/front', 'shop/api'),
    edge('shop/front', 'cluster-dns', 53),
    edge('shop/front', 'cluster-dns', 53, 'UDP'),
    edge('shop/front', 'internet', 443),
    edge('prometheus', 'shop/front', 15020),
  ],
};

test('declared connections are tried from workloads to pods, and the others are told', () => {
  const { declared, untried } = attemptsOf(ASKED);
  expect(inWords(declared)).toEqual(['shop/front shop/api 8080', 'shop/front cluster-dns 53']);
  expect(untried).toEqual([
    'shop/front → cluster-dns 53/UDP',
    'shop/front → internet 443/TCP',
    'prometheus → shop/front 15020/TCP',
  ]);
});

test('one that is limited to some requests is one connection', () => {
  const limited = { ...edge('shop/front', 'shop/api'), http: { methods: ['GET'] } } as Plan['edges'][number];
  expect(inWords(attemptsOf({ ...ASKED, edges: [limited, ...ASKED.edges] }).declared)).toHaveLength(2);
});

test('undeclared ones are tried wherever a workload listens, also for others', () => {
  expect(inWords(attemptsOf(ASKED).undeclared)).toEqual(['shop/api shop/front 15020']);
  const ends = [...ASKED.ends, workload('worker', [])];
  expect(inWords(attemptsOf({ ...ASKED, ends }).undeclared)).toEqual([
    'shop/api shop/front 15020',
    'shop/worker shop/api 8080',
    'shop/worker shop/front 15020',
  ]);
});

test('of many undeclared ones, as many are tried from each workload, spread over all of them', () => {
  const ends = Array.from({ length: 101 }, (_, index) => workload(`w${index}`));
  const { undeclared, possible } = attemptsOf({ ends, edges: [], resources: [] });
  expect([undeclared.length, possible]).toEqual([101 * 50, 101 * 100]);
  const first = undeclared.filter(({ from }) => from === ends[0]).map(({ to }) => ends.indexOf(to));
  expect([first[0], first[1], first.at(-1)]).toEqual([1, 3, 99]);
});
