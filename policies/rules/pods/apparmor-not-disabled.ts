import type { Manifest } from '../../../constructs/plan/resource';
import { text } from '../../admission/cel';
import { LISTS } from '../../containers';
import { defineRule } from '../../define-rule';
import { type Fields, fieldsOf, isAbsent } from '../../fields';
import { type SecurityContext, securityContextsOf } from '../../security-contexts';
import type { Violation } from '../../violation';

/** How profiles were named before Kubernetes 1.30, which still reads them: followed by the name of a container. */
const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

const FIX = "remove it, or set it to 'RuntimeDefault'";

/** Where a node has AppArmor, it confines every container unless somebody says no. */
export const apparmorNotDisabled = defineRule({
  id: 'apparmor-not-disabled',
  subject: 'pod',
  says: 'Pods do not switch AppArmor off.',
  because: 'its profile keeps a container from the files and mounts of the node',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: ['PSS:baseline', 'NSA:hardened-environments'],
  check: (pod) => [
    ...securityContextsOf(pod).flatMap(problemOf),
    ...annotationProblems(pod.metadata, `${pod.metadataField}.annotations`),
  ],
  cel: {
    accepts: [
      'variables.contexts.all(context, context.?appArmorProfile.?type.orValue("RuntimeDefault") in ["RuntimeDefault", "Localhost"])',
      `variables.annotations.all(key, ${[
        `!key.startsWith(${text(ANNOTATION)})`,
        'variables.annotations[key] in ["", "runtime/default"]',
        'variables.annotations[key].startsWith("localhost/")',
      ].join(' || ')})`,
    ].join(' && '),
    remedy: "remove appArmorProfile, or set its type to 'RuntimeDefault'",
  },
  examples: {
    accepted: [
      {
        shows: "the profile of the node's runtime, and one of its own",
        pod: {
          securityContext: { appArmorProfile: { type: 'RuntimeDefault' } },
          initContainers: [
            {
              name: 'init',
              securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: 'init' } },
            },
          ],
        },
        metadata: { annotations: { [`${ANNOTATION}api`]: 'runtime/default', [`${ANNOTATION}init`]: 'localhost/init' } },
      },
      {
        shows: 'profiles by the annotations of old, beside another annotation',
        resources: [
          deployment({
            'example.com/profile': 'unconfined',
            [`${ANNOTATION}api`]: '',
            [`${ANNOTATION}web`]: 'runtime/default',
            [`${ANNOTATION}worker`]: 'localhost/worker',
          }),
        ],
      },
    ],
    refused: [
      {
        shows: 'no profile, for the whole pod',
        pod: { securityContext: { appArmorProfile: { type: 'Unconfined' } } },
        violations: [unconfined('the pod', 'securityContext')],
      },
      ...LISTS.map((list) => ({
        shows: `no profile, in ${list}`,
        pod: {
          containers: [{ name: 'main' }],
          [list]: [{ name: 'api', securityContext: { appArmorProfile: { type: 'Unconfined' } } }],
        },
        violations: [unconfined("container 'api'", `${list}[0].securityContext`)],
      })),
      {
        shows: 'no profile, by the annotation of old',
        resources: [deployment({ [`${ANNOTATION}api`]: 'unconfined' })],
        violations: [
          {
            field: 'spec.template.metadata.annotations',
            problem: `${ANNOTATION}api is 'unconfined', which switches AppArmor off`,
            fix: 'remove it',
          },
        ],
      },
    ],
  },
});

/** Pods whose profiles are named by annotations. */
function deployment(annotations: Readonly<Record<string, string>>): Manifest {
  const containers = ['api', 'web', 'worker'].map((name) => ({ name }));
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { template: { metadata: { annotations }, spec: { containers } } },
  };
}

function problemOf({ who, field, value }: SecurityContext): readonly Violation[] {
  if (isAbsent(value['appArmorProfile'])) return [];
  const { type } = fieldsOf(value['appArmorProfile'], `${field}.appArmorProfile`);
  return type === 'RuntimeDefault' || type === 'Localhost' ? [] : [unconfined(who, field)];
}

function unconfined(who: string, field: string): Violation {
  return { field: `${field}.appArmorProfile.type`, problem: `${who} switches AppArmor off`, fix: FIX };
}

function annotationProblems(metadata: Fields, field: string): readonly Violation[] {
  return Object.entries(fieldsOf(metadata['annotations'], field))
    .filter(([key, value]) => key.startsWith(ANNOTATION) && !isConfined(value))
    .map(([key, value]) => ({ field, problem: `${key} is '${value}', which switches AppArmor off`, fix: 'remove it' }));
}

function isConfined(profile: unknown): boolean {
  return profile === '' || profile === 'runtime/default' || String(profile).startsWith('localhost/');
}
