import { parseUrn, planIdOf } from '../../../../../cli/preview/sides/engine/urn';
import { pulumiIdentity } from '../../../../../stacks/pulumi/identity';
import { referenceResources } from '../../../../support/reference';

test.each(['dev', 'staging', 'production'])('a URN names every resource of %s as its plan does', (environment) => {
  for (const { id } of referenceResources(environment)) {
    const { type, name } = pulumiIdentity(id);
    expect(planIdOf(`urn:pulumi:${environment}::dwcp::dwcp:baseline:Environment$${type}::${name}`)).toBe(id);
  }
});

test.each([
  ['a component', 'urn:pulumi:dev::dwcp::dwcp:baseline:Environment::dev'],
  ['a provider', 'urn:pulumi:dev::dwcp::pulumi:providers:kubernetes::cluster'],
  ['what is no URN', 'dwcp/dwcp-api'],
])('%s is no resource of a plan', (_, urn) => {
  expect(planIdOf(urn)).toBeUndefined();
});

test('a name may hold anything, colons too', () => {
  expect(parseUrn('urn:pulumi:dev::dwcp::a:b:C$kubernetes:rbac.authorization.k8s.io/v1:Role::shop/x::y:z')).toEqual({
    stack: 'dev',
    type: 'kubernetes:rbac.authorization.k8s.io/v1:Role',
    name: 'shop/x::y:z',
  });
});
