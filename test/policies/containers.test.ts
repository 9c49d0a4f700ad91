import type { Rule } from '../../policies/index';
import { capabilitiesDropped } from '../../policies/rules/pods/capabilities-dropped';
import { hostNamespacesIsolated } from '../../policies/rules/pods/host-namespaces-isolated';
import { imageByDigest } from '../../policies/rules/pods/image-by-digest';
import { noPrivilegeEscalation } from '../../policies/rules/pods/no-privilege-escalation';
import { noSecretValues } from '../../policies/rules/pods/no-secret-values';
import { readOnlyRootFilesystem } from '../../policies/rules/pods/read-only-root-filesystem';
import { resourcesExplicit } from '../../policies/rules/pods/resources-explicit';
import { runAsNonRoot } from '../../policies/rules/pods/run-as-non-root';
import { seccompRuntimeDefault } from '../../policies/rules/pods/seccomp-runtime-default';
import { answers, object } from './support';

const DIGEST = `registry.example.com/api@sha256:${'0'.repeat(64)}`;

const SECURITY = {
  runAsNonRoot: true,
  runAsUser: 10001,
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

const GOOD = {
  name: 'good',
  image: DIGEST,
  ports: [{ containerPort: 8080, hostPort: 0 }],
  env: [{ name: 'PASSWORD_FILE', value: '/run/password' }],
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } },
  securityContext: SECURITY,
};

const secured = (change: object) => ({ ...GOOD, name: 'bad', securityContext: { ...SECURITY, ...change } });

interface Case {
  readonly rule: Rule;
  readonly bad: object;
  /** What follows the name of the container in the message, `@.` standing for its fields. */
  readonly says: string;
  /** What the API server refuses on an ephemeral container cannot be wrong there. */
  readonly ephemeral?: false;
}

const CASES: readonly Case[] = [
  {
    rule: hostNamespacesIsolated,
    bad: { ...GOOD, name: 'bad', ports: [{ containerPort: 8080, hostPort: 80 }] },
    says: 'takes port 80 of its node (@.ports[0].hostPort); remove it and reach the pod through a Service',
  },
  {
    rule: readOnlyRootFilesystem,
    bad: secured({ readOnlyRootFilesystem: undefined }),
    says:
      'can write to its root filesystem (@.securityContext.readOnlyRootFilesystem); ' +
      'set it to true and mount an emptyDir at each path the program writes',
  },
  {
    rule: runAsNonRoot,
    bad: secured({ runAsNonRoot: false }),
    says: 'may run as root (@.securityContext.runAsNonRoot); set it to true, here or on the pod',
  },
  {
    rule: runAsNonRoot,
    bad: secured({ runAsUser: 0 }),
    says: 'runs as user 0, which is root (@.securityContext.runAsUser); name another user, here or on the pod',
  },
  {
    rule: noPrivilegeEscalation,
    bad: secured({ allowPrivilegeEscalation: undefined }),
    says: 'can gain privileges through a setuid program (@.securityContext.allowPrivilegeEscalation); set it to false',
  },
  {
    rule: noPrivilegeEscalation,
    bad: secured({ privileged: true }),
    says:
      'has every privilege of its node (@.securityContext.privileged); ' +
      'remove it and add the one capability that the program needs',
  },
  {
    rule: capabilitiesDropped,
    bad: secured({ capabilities: { drop: ['NET_RAW'] } }),
    says: "keeps the default capabilities (@.securityContext.capabilities.drop); set it to ['ALL']",
  },
  {
    rule: capabilitiesDropped,
    bad: secured({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }),
    says:
      'adds the capability SYS_ADMIN (@.securityContext.capabilities.add); ' +
      'remove it; only NET_BIND_SERVICE may be added',
  },
  {
    rule: seccompRuntimeDefault,
    bad: secured({ seccompProfile: { type: 'Unconfined' } }),
    says:
      'may make every system call (@.securityContext.seccompProfile.type); ' +
      "set it to 'RuntimeDefault', here or on the pod",
  },
  {
    rule: imageByDigest,
    bad: { ...GOOD, name: 'bad', image: 'registry.example.com/api:latest' },
    says:
      "runs 'registry.example.com/api:latest', which can change (@.image); " +
      'name the image by its digest, as in registry/name@sha256:…',
  },
  {
    rule: imageByDigest,
    bad: { ...GOOD, name: 'bad', image: 'api@sha256:0000' },
    says: "runs 'api@sha256:0000', which can change (@.image); name the image by its digest, as in registry/name@sha256:…",
  },
  {
    rule: resourcesExplicit,
    bad: { ...GOOD, name: 'bad', resources: { requests: { cpu: '1', memory: '64Mi' } } },
    says: 'has no memory limit (@.resources.limits.memory); set it to what the program was measured to use',
    ephemeral: false,
  },
  {
    rule: noSecretValues,
    bad: { ...GOOD, name: 'bad', env: [{ name: 'PGPASSWORD', value: 'hunter2' }] },
    says: 'is given the secret PGPASSWORD in clear text (@.env[0].value); mount it from a Secret that Vault fills in',
  },
];

const KINDS = [
  { apiVersion: 'v1', kind: 'Pod', at: 'spec' },
  { apiVersion: 'v1', kind: 'PodTemplate', at: 'template.spec' },
  { apiVersion: 'v1', kind: 'ReplicationController', at: 'spec.template.spec' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', at: 'spec.template.spec' },
  { apiVersion: 'apps/v1', kind: 'Deployment', at: 'spec.template.spec' },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', at: 'spec.template.spec' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', at: 'spec.template.spec' },
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', at: 'spec.template.spec' },
  { apiVersion: 'batch/v1', kind: 'CronJob', at: 'spec.jobTemplate.spec.template.spec' },
  { apiVersion: 'batch/v1', kind: 'Job', at: 'spec.template.spec' },
  { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Pooler', at: 'spec.template.spec' },
  { apiVersion: 'example.com/v1', kind: 'NobodyKnowsThis', at: 'spec.shards[0].pod.template.spec' },
];

/** An object with a pod at a path such as `spec.shards[0].pod`. */
function withPod(apiVersion: string, kind: string, at: string, pod: object) {
  const inner = at.split('.').reduceRight<object>((value, key) => {
    const [name, isList] = [key.replace('[0]', ''), key.endsWith('[0]')];
    return { [name]: isList ? [value] : value };
  }, pod);
  return object(apiVersion, kind, inner);
}

describe.each(KINDS)('of a $kind', ({ apiVersion, kind, at }) => {
  describe.each(['initContainers', 'containers', 'ephemeralContainers'])('in %s', (list) => {
    const pod = (container: object) => ({ containers: [GOOD], [list]: [GOOD, container] });

    test.each(CASES)('$rule.id accepts a container as it has to be', ({ rule }) => {
      expect(answers(rule, withPod(apiVersion, kind, at, pod(GOOD)))).toEqual(['pass']);
    });

    test.each(CASES)('$rule.id refuses one that $says', ({ rule, bad, says, ephemeral }) => {
      const problem = `${kind} shop/api: container 'bad' ${says.replace('@.', `${at}.${list}[1].`)}`;
      expect(answers(rule, withPod(apiVersion, kind, at, pod(bad)))).toEqual([
        list === 'ephemeralContainers' && ephemeral === false ? 'pass' : problem,
      ]);
    });
  });
});

describe('what a container leaves to its pod', () => {
  const bare = { name: 'api', securityContext: {} };
  const pod = (securityContext: object, containers: object[] = [bare]) =>
    withPod('apps/v1', 'Deployment', 'spec.template.spec', { securityContext, containers });

  test.each([
    [runAsNonRoot, { runAsNonRoot: true }, { runAsNonRoot: null, runAsUser: null }],
    [seccompRuntimeDefault, { seccompProfile: { type: 'RuntimeDefault' } }, { seccompProfile: null }],
  ])('is what the pod says', (rule, securityContext, silent) => {
    expect(answers(rule, pod(securityContext))).toEqual(['pass']);
    expect(answers(rule, pod(securityContext, [{ name: 'api', securityContext: silent }]))).toEqual(['pass']);
  });

  test.each([
    [runAsNonRoot, { runAsNonRoot: true }, { runAsNonRoot: false }],
    [seccompRuntimeDefault, { seccompProfile: { type: 'RuntimeDefault' } }, { seccompProfile: { type: 'Unconfined' } }],
  ])('is refused when the container says otherwise', (rule, securityContext, own) => {
    expect(answers(rule, pod(securityContext, [{ name: 'api', securityContext: own }]))).toHaveLength(1);
    expect(answers(rule, pod(securityContext, [{ name: 'api', securityContext: own }]))).not.toEqual(['pass']);
  });
});

describe('what cannot be read', () => {
  const unknown = (field: string, why: string, kind = 'Deployment') =>
    `unknown: ${kind} shop/api: rule 'image-by-digest' cannot judge it: ${why} (${field}); write it as the rule can read it`;

  test.each<[unknown, string, string]>([
    ['all of them', 'spec.template.spec.containers', 'a list was expected'],
    [[GOOD, null], 'spec.template.spec.containers[1]', 'an object was expected'],
    [['api'], 'spec.template.spec.containers[0]', 'an object was expected'],
    [[], 'spec.template.spec.containers', 'it lists no container'],
    [undefined, 'spec.template.spec.containers', 'it lists no container'],
    [null, 'spec.template.spec.containers', 'it lists no container'],
  ])('refuses to answer for containers written as %j', (containers, field, why) => {
    const deployment = object('apps/v1', 'Deployment', { spec: { template: { spec: { containers } } } });
    expect(answers(imageByDigest, deployment)).toEqual([unknown(field, why)]);
  });

  test('refuses to answer for a list that is none in a kind that it does not know', () => {
    const resource = object('example.com/v1', 'Thing', { spec: { initContainers: 'two' } });
    expect(answers(imageByDigest, resource)).toEqual([unknown('spec.initContainers', 'a list was expected', 'Thing')]);
  });

  test('refuses to answer for a template that is none', () => {
    const deployment = object('apps/v1', 'Deployment', { spec: { template: 'api' } });
    expect(answers(imageByDigest, deployment)).toEqual([unknown('spec.template', 'an object was expected')]);
  });
});

describe('what holds no container', () => {
  test.each([
    [
      'a pooler whose operator fills in the pod',
      'postgresql.cnpg.io/v1',
      'Pooler',
      { spec: { template: { spec: { containers: [] } } } },
    ],
    [
      'a rollout that refers to its Deployment',
      'argoproj.io/v1alpha1',
      'Rollout',
      { spec: { workloadRef: { name: 'api' } } },
    ],
    [
      'a label called containers',
      'example.com/v1',
      'Thing',
      { spec: { selector: { matchLabels: { containers: 'all' } } } },
    ],
    ['a ConfigMap with a key called containers', 'v1', 'ConfigMap', { data: { containers: 'all' } }],
    [
      'the schema of a custom resource',
      'apiextensions.k8s.io/v1',
      'CustomResourceDefinition',
      { spec: { versions: [{ schema: { properties: { containers: { type: 'array' } } } }] } },
    ],
  ])('is not judged: %s', (_, apiVersion, kind, rest) => {
    expect(answers(imageByDigest, object(apiVersion, kind, rest))).toEqual([]);
  });
});
