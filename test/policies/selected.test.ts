import { kubernetesResource } from '../../constructs/plan/resource';
import { judge, rules } from '../../policies/index';

const NAMES = { name: 'api', namespace: 'shop' };
const SELECTING = {
  'budgets-select-pods': {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: NAMES,
    spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'api' } } },
  },
  'services-select-pods': {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: NAMES,
    spec: { selector: { app: 'api' }, ports: [{ port: 80 }] },
  },
};

const OUTCOMES = [
  ['nothing that makes pods', undefined, 'fail'],
  ['what may make any', { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease' }, 'unknown'],
  ['an operator that labels them as it likes', { apiVersion: 'k8s.keycloak.org/v2', kind: 'Keycloak' }, 'unknown'],
  ['an operator whose labels are known, and others', { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' }, 'fail'],
] as const;

describe.each(Object.entries(SELECTING))('%s', (id, selecting) => {
  test.each(OUTCOMES)('beside %s', (_, beside, outcome) => {
    const objects = [selecting, ...(beside === undefined ? [] : [{ ...beside, metadata: NAMES, spec: {} }])];
    const resources = objects.map((object) => kubernetesResource(object, 'test'));
    const verdicts = judge(resources, { rules: rules.filter((rule) => rule.id === id) });
    expect(verdicts.map((verdict) => verdict.outcome)).toEqual([outcome]);
  });
});
