import { tlsServersOf } from '../../../cli/verify/tls-servers';
import type { Plan } from '../../../constructs';
import { referencePlan } from '../../support/reference';

const plan = referencePlan('production');
const inWords = ({ resources }: Pick<Plan, 'resources'>) =>
  tlsServersOf({ ...plan, resources }).map(({ end, port, serverName }) => `${end.name} ${port} ${serverName}`);

test('a gateway is asked for its domain', () => {
  expect(inWords(plan)).toEqual(['edge/edge 443 dwcp.example.com']);
});

test('one of which nobody says that it refuses anything is not', () => {
  const without = plan.resources.filter(({ kind, namespace }) => kind !== 'EnvoyFilter' || namespace !== 'edge');
  expect(inWords({ resources: without })).toEqual([]);
});
