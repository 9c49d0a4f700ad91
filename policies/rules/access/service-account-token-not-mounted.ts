import { API_ACCESS_ANNOTATION } from '../../../constructs/network/labels';
import type { PodSpec } from '../../containers';
import { defineRule } from '../../define-rule';
import { entriesOf, fieldsOf, isAbsent } from '../../fields';

const OR_SAY_WHY = `annotate the pod with ${API_ACCESS_ANNOTATION}: <reason> if it calls the Kubernetes API`;

const AUTOMATIC = {
  problem: 'the pod holds a token for the Kubernetes API',
  fix: `set it to false, or ${OR_SAY_WHY}`,
};

const PROJECTED = {
  problem: 'the pod mounts a token for the Kubernetes API',
  fix: `name the audience that it is for, or ${OR_SAY_WHY}`,
};

/** A mounted token is an intruder's first step from a pod to the cluster. */
export const serviceAccountTokenNotMounted = defineRule({
  id: 'service-account-token-not-mounted',
  subject: 'pod',
  says: 'Pods hold no token for the Kubernetes API unless they say why.',
  because: 'an intruder would hold it too',
  level: 'mandatory',
  severity: 'high',
  topic: 'access',
  references: ['CIS:5.1.6', 'NSA:service-account-tokens'],
  // An operator that makes its own containers chooses their token as well.
  applies: ({ containers }) => containers.length > 0,
  check: (pod) => {
    if (saysWhy(pod)) return [];
    const field = `${pod.field}.automountServiceAccountToken`;
    return [
      ...(pod.spec['automountServiceAccountToken'] === false ? [] : [{ field, ...AUTOMATIC }]),
      ...projectedTokens(pod).map((token) => ({ field: token, ...PROJECTED })),
    ];
  },
  examples: {
    accepted: [
      { shows: 'no token', pod: { automountServiceAccountToken: false } },
      {
        shows: 'a token that only Vault accepts',
        pod: {
          automountServiceAccountToken: false,
          volumes: [{ name: 'vault', projected: { sources: [{ serviceAccountToken: { audience: 'vault' } }] } }],
        },
      },
      {
        shows: 'a token, and what it is for',
        pod: {},
        metadata: { annotations: { [API_ACCESS_ANNOTATION]: 'watches its leases' } },
      },
    ],
    refused: [
      {
        shows: 'the token that every pod is given unless it says no',
        pod: {},
        violations: [{ field: 'automountServiceAccountToken', ...AUTOMATIC }],
      },
      {
        shows: 'a blank reason',
        pod: {},
        metadata: { annotations: { [API_ACCESS_ANNOTATION]: ' ' } },
        violations: [{ field: 'automountServiceAccountToken', ...AUTOMATIC }],
      },
      {
        shows: 'tokens for the API server, one without an audience and one with its name',
        pod: {
          automountServiceAccountToken: false,
          volumes: [
            { name: 'token', projected: { sources: [{ secret: {} }, { serviceAccountToken: { path: 'token' } }] } },
            {
              name: 'named',
              projected: { sources: [{ serviceAccountToken: { audience: 'https://kubernetes.default.svc' } }] },
            },
          ],
        },
        violations: [
          { field: 'volumes[0].projected.sources[1].serviceAccountToken', ...PROJECTED },
          { field: 'volumes[1].projected.sources[0].serviceAccountToken', ...PROJECTED },
        ],
      },
    ],
  },
});

function saysWhy({ field, metadata }: PodSpec): boolean {
  const reason = fieldsOf(metadata['annotations'], `${field}.metadata.annotations`)[API_ACCESS_ANNOTATION];
  return typeof reason === 'string' && reason.trim() !== '';
}

/** What API servers call themselves, unless somebody chose another issuer: `https://kubernetes.default.svc.cluster.local`. */
const API_SERVER = /^(https:\/\/)?kubernetes\.default(\.svc|$)/;

/** A projected token without an audience is one for the API server, as is one that names it. */
function projectedTokens({ field, spec }: PodSpec): readonly string[] {
  return entriesOf(spec['volumes'], `${field}.volumes`)
    .flatMap((volume) => {
      const { sources } = fieldsOf(volume.value['projected'], `${volume.field}.projected`);
      return entriesOf(sources, `${volume.field}.projected.sources`);
    })
    .filter(({ value }) => !isAbsent(value['serviceAccountToken']))
    .map((source) => ({ ...source, field: `${source.field}.serviceAccountToken` }))
    .filter(({ field, value }) => {
      const { audience } = fieldsOf(value['serviceAccountToken'], field);
      return isAbsent(audience) || audience === '' || API_SERVER.test(String(audience));
    })
    .map((source) => source.field);
}
