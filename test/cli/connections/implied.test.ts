import { withoutImplied } from '../../../cli/connections/implied';
import type { Party, PortRange } from '../../../policies/reachability/result';

const parties: readonly Party[] = [
  { kind: 'workload', id: 'Deployment shop/api', namespace: 'shop', labels: {} },
  { kind: 'workload', id: 'Pods */*', namespace: '*', labels: {}, assumed: true },
  { kind: 'workload', id: 'Pods monitoring/app=prometheus', namespace: 'monitoring', labels: {}, assumed: true },
  { kind: 'cidr', id: '0.0.0.0/0', except: ['203.0.113.0/24'] },
  { kind: 'cidr', id: '203.0.113.0/24', except: [] },
];

const port = (number: number): PortRange => ({ protocol: 'TCP', from: number, to: number });
const reach = (from: string, ...numbers: number[]) =>
  ({ from, to: 'Deployment shop/api', ports: numbers.map(port), outcome: 'open' }) as const;

test('what any other pod or any address can goes without saying', () => {
  const told = [reach('Pods */*', 80, 90), reach('0.0.0.0/0', 80)];
  const implied = [reach('Pods monitoring/app=prometheus', 90), reach('203.0.113.0/24', 80)];
  expect(withoutImplied([...told, ...implied], parties)).toEqual(told);
});

test('what only some of them can is told', () => {
  const told = [reach('Pods */*', 80), reach('Pods monitoring/app=prometheus', 80, 90), reach('203.0.113.0/24', 80)];
  expect(withoutImplied(told, parties)).toEqual(told);
});

test('what may be possible for all implies nothing that is certain for some', () => {
  const told = [{ ...reach('0.0.0.0/0', 80), outcome: 'unknown' }, reach('203.0.113.0/24', 80)] as const;
  expect(withoutImplied(told, parties)).toEqual(told);
});

test('a range is told where what lies around it is closed, whatever every other address can', () => {
  const nested: readonly Party[] = [
    { kind: 'cidr', id: '0.0.0.0/0', except: ['10.0.0.0/8'] },
    { kind: 'cidr', id: '10.0.0.0/8', except: ['10.1.0.0/16'] },
    { kind: 'cidr', id: '10.1.0.0/16', except: [] },
  ];
  const [every, inner] = [reach('0.0.0.0/0', 443), reach('10.1.0.0/16', 443)];
  expect(withoutImplied([every, inner], nested)).toEqual([every, inner]);
  expect(withoutImplied([every, reach('10.0.0.0/8', 443), inner], nested)).toEqual([every]);
});

test('what any address can for some requests implies nothing of what one range can for all', () => {
  const some = { ...reach('0.0.0.0/0', 80), conditions: ['only methods GET'] };
  expect(withoutImplied([some, reach('203.0.113.0/24', 80)], parties)).toHaveLength(2);
  expect(withoutImplied([some, { ...some, from: '203.0.113.0/24' }], parties)).toEqual([some]);
});
