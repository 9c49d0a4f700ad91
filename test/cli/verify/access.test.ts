import { accessManifests } from '../../../cli/verify/access';
import { referencePlan } from '../../support/reference';

const IMAGE = `registry.example.com/busybox@sha256:${'ab'.repeat(32)}`;
const manifests = accessManifests(referencePlan('production'), 'ci:verify', IMAGE);

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
  expect(rights).toEqual([
    ['everywhere', 'get namespaces'],
    ['dwcp', ...own, 'list vaultdynamicsecrets, vaultpkisecrets'],
    ['edge', ...own, 'list certificates'],
    ['istio-system', 'get/list pods'],
    ['kube-system', 'get/list pods'],
  ]);
});

test('whoever has it is held to the image by admission', () => {
  const policy = manifests.find(({ kind }) => kind === 'ValidatingAdmissionPolicy')!;
  expect(JSON.stringify(policy)).toContain(IMAGE);
  expect(JSON.stringify(policy)).toContain('system:serviceaccount:ci:verify');
  const bound = manifests.find(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding')!;
  expect(bound['spec']).toEqual({ policyName: policy.metadata.name, validationActions: ['Deny'] });
});

test.each(['verify', 'ci:', 'ci:verify:other'])('refuses %s as an account', (account) => {
  expect(() => accessManifests(referencePlan('dev'), account, IMAGE)).toThrow(
    `--access ${account}: is not a namespace and a name; write it as ci:verify`,
  );
});
