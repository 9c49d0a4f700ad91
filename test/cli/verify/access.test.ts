import { accessManifests } from '../../../cli/verify/access';
import { planOf } from '../../../constructs';
import { monitoring } from '../../../constructs/operators/whereabouts';
import { FACTS } from '../../support/environment';
import { everyOption } from '../../support/every-option';
import { referencePlan } from '../../support/reference';

const IMAGE = `registry.example.com/busybox@sha256:${'ab'.repeat(32)}`;
const manifests = accessManifests(referencePlan('production'), monitoring(FACTS), 'ci:verify', IMAGE);

interface Rule {
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** What may be done where, in words. */
const rights = manifests
  .filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole')
  .map(({ metadata, rules }) => [
    metadata.namespace ?? 'everywhere',
    ...(rules as readonly Rule[]).map(({ resources, verbs }) => `${verbs.join('/')} ${resources.join(', ')}`),
  ]);

test('what is tried from is added to, what is only called is seen, and no value of a credential is', () => {
  const own = ['get/list pods', 'update pods/ephemeralcontainers'];
  const policies = ['list authorizationpolicies, peerauthentications, requestauthentications', 'list networkpolicies'];
  expect(rights).toEqual([
    ['everywhere', 'get namespaces'],
    ['dwcp', ...own, 'list vaultdynamicsecrets, vaultpkisecrets, vaultstaticsecrets', ...policies],
    ['edge', ...own, 'list certificates', ...policies],
    ['istio-system', 'get/list pods'],
    ['kube-system', 'get/list pods'],
    ['monitoring', 'get/list pods', 'get services/proxy'],
  ]);
});

test('what External Secrets deliver is listed, and no Secret is read', () => {
  const role = accessManifests(planOf(everyOption()), monitoring(FACTS), 'ci:verify', IMAGE).find(
    ({ kind, metadata }) => kind === 'Role' && metadata.namespace === 'accept-shop',
  )!;
  const rules = role['rules'] as readonly Rule[];
  const listed = rules.filter(({ resources }) => resources.includes('externalsecrets'));
  expect(listed.map(({ verbs }) => verbs)).toEqual([['list']]);
  expect(rules.filter(({ resources }) => resources.includes('secrets'))).toEqual([]);
});

test('Prometheus is asked by its own Service, and nobody else in its namespace', () => {
  const role = manifests.find(({ kind, metadata }) => kind === 'Role' && metadata.namespace === 'monitoring')!;
  expect(role['rules']).toContainEqual({
    apiGroups: [''],
    resources: ['services/proxy'],
    resourceNames: ['prometheus-operated:9090'],
    verbs: ['get'],
  });
});

test('where nothing is to be scraped, nobody is asked', () => {
  const plan = referencePlan('production');
  const resources = plan.resources.filter(({ kind }) => kind !== 'PodMonitor');
  const without = accessManifests({ ...plan, resources }, monitoring(FACTS), 'ci:verify', IMAGE);
  expect(without.map(({ metadata }) => metadata.namespace)).not.toContain('monitoring');
});

test('whoever has it is held to the image by admission', () => {
  const policy = manifests.find(({ kind }) => kind === 'ValidatingAdmissionPolicy')!;
  expect(JSON.stringify(policy)).toContain(IMAGE);
  expect(JSON.stringify(policy)).toContain('system:serviceaccount:ci:verify');
  const bound = manifests.find(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding')!;
  expect(bound['spec']).toEqual({ policyName: policy.metadata.name, validationActions: ['Deny'] });
});

test.each(['verify', 'ci:', 'ci:verify:other'])('refuses %s as an account', (account) => {
  expect(() => accessManifests(referencePlan('dev'), monitoring(FACTS), account, IMAGE)).toThrow(
    `--access ${account}: is not a namespace and a name; write it as ci:verify`,
  );
});
