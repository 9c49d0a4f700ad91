import type { Party, PortRange } from '../../../policies/reachability/result';
import { withoutImplied } from '../../../stacks/connections/implied';

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
