import { API_ACCESS_ANNOTATION } from '../../../constructs/network/labels';
import { listIn, text } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { entriesOf, fieldsOf, isAbsent } from '../../fields';
import { choosesAccount, type PodSpec } from '../../pod-spec';
import type { Prepared } from '../../prepared';
import { serviceAccountOf } from '../../reachability/parties/service-account';
import type { PodSubject } from '../../subjects';

const OR_SAY_WHY = `annotate the pod with ${API_ACCESS_ANNOTATION}: <reason> if it calls the Kubernetes API`;

const AUTOMATIC = {
  problem: 'the pod holds a token for the Kubernetes API',
  fix: `set it to false, or ${OR_SAY_WHY}`,
};

const PROJECTED = {
  problem: 'the pod mounts a token for the Kubernetes API',
  fix: `name the audience that it is for, or ${OR_SAY_WHY}`,
};

/** A Secret that Kubernetes fills in with a token that never ends. */
const TOKEN = 'kubernetes.io/service-account-token';

const LASTING = {
  problem: 'the pod is given a token for the Kubernetes API that never ends',
  fix: 'remove it, and the Secret; a token of a pod ends with it',
};

/** What API servers call themselves, unless somebody chose another issuer: `https://kubernetes.default.svc.cluster.local`. */
const API_SERVER = /^(https:\/\/)?kubernetes\.default(\.svc|$)/;

/** A mounted token is an intruder's first step from a pod to the cluster. */
export const serviceAccountTokenNotMounted = defineRule({
  id: 'service-account-token-not-mounted',
  subject: 'pod',
  needs: 'plan',
  says: 'Pods hold no token for the Kubernetes API unless they say why.',
  because: 'an intruder would hold it too',
  level: 'mandatory',
  severity: 'high',
  topic: 'access',
  references: ['CIS:5.1.6', 'NSA:service-account-tokens'],
  // An operator that makes its own containers chooses their token as well.
  applies: choosesAccount,
  check: (pod, context) => {
    if (saysWhy(pod)) return [];
    const field = `${pod.field}.automountServiceAccountToken`;
    return [
      ...(isMounted(pod, context) ? [{ field, ...AUTOMATIC }] : []),
      ...projectedTokens(pod).map((token) => ({ field: token, ...PROJECTED })),
      ...secretsOf(pod)
        .filter(({ name }) => context.find('Secret', name, pod.namespace)?.object['type'] === TOKEN)
        .map(({ field: at }) => ({ field: at, ...LASTING })),
    ];
  },
  cel: {
    variables: {
      projected: `variables.pod.?volumes.orValue([]).filter(volume, volume.?projected.orValue(null) != null).map(volume, ${listIn('volume.projected', 'sources')})`,
      audiences:
        'variables.projected.map(sources, sources.filter(source, source.?serviceAccountToken.orValue(null) != null).map(source, source.serviceAccountToken.?audience.orValue("")))',
    },
    accepts: [
      'size(variables.containers) == 0',
      `variables.annotations[?${text(API_ACCESS_ANNOTATION)}].orValue("").trim() != ""`,
      `(!variables.pod.?automountServiceAccountToken.orValue(true) && variables.audiences.all(some, some.all(audience, audience != "" && !audience.matches(${text(API_SERVER.source)}))))`,
    ].join(' || '),
    remedy: `set automountServiceAccountToken to false and name the audience of projected tokens, or ${OR_SAY_WHY}`,
    leavesOut:
      'what other objects say: that a Secret holds a token, and that an account has none mounted, which a pod has to say itself',
  },
  examples: {
    accepted: [
      { shows: 'no token', pod: { automountServiceAccountToken: false } },
      ...[{ serviceAccountName: 'api' }, { serviceAccount: 'api' }].map((named) => ({
        shows: `an account that has no token mounted, by its ${Object.keys(named).join('')}`,
        resources: [account(false), accountPod(named)],
      })),
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
      {
        shows: 'a token for what is called alike',
        pod: {
          automountServiceAccountToken: false,
          volumes: [
            {
              name: 'other',
              projected: {
                sources: ['https://my.kubernetes.default', 'my.kubernetes.default', 'kubernetes.defaults'].map(
                  (audience) => ({
                    serviceAccountToken: { audience },
                  }),
                ),
              },
            },
          ],
        },
      },
    ],
    refused: [
      {
        shows: 'a token that never ends, as a volume and as a variable',
        resources: [
          { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token', namespace: 'shop' }, type: TOKEN },
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'api', namespace: 'shop' },
            spec: {
              automountServiceAccountToken: false,
              volumes: [
                { name: 'token', secret: { secretName: 'token' } },
                {
                  name: 'other',
                  projected: { sources: [{ secret: { name: 'other' } }, { secret: { name: 'token' } }] },
                },
              ],
              containers: [
                {
                  name: 'api',
                  env: [{ name: 'X', valueFrom: { secretKeyRef: { name: 'token', key: 'token' } } }],
                  envFrom: [{ secretRef: { name: 'token' } }],
                },
              ],
            },
          },
        ],
        violations: [
          { field: 'spec.volumes[0].secret', ...LASTING },
          { field: 'spec.volumes[1].projected.sources[1].secret', ...LASTING },
          { field: 'spec.containers[0].env[0].valueFrom.secretKeyRef', ...LASTING },
          { field: 'spec.containers[0].envFrom[0].secretRef', ...LASTING },
        ],
      },
      ...[
        {
          shows: 'a token that its account would not have mounted',
          pod: { automountServiceAccountToken: true },
          says: false,
        },
        { shows: 'a token that its account has mounted', pod: {}, says: true },
      ].map(({ shows, pod, says }) => ({
        shows,
        resources: [account(says), accountPod({ serviceAccountName: 'api', ...pod })],
        violations: [{ field: 'spec.automountServiceAccountToken', ...AUTOMATIC }],
      })),
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
      ...['', 'kubernetes.default', 'https://kubernetes.default'].map((audience) => ({
        shows: `a token for the API server, by another of its names: '${audience}'`,
        pod: {
          automountServiceAccountToken: false,
          volumes: [{ name: 'token', projected: { sources: [{ serviceAccountToken: { audience } }] } }],
        },
        violations: [{ field: 'volumes[0].projected.sources[0].serviceAccountToken', ...PROJECTED }],
      })),
    ],
    skipped: [
      {
        shows: 'pods whose containers, and token, are of an operator',
        resources: [
          {
            apiVersion: 'postgresql.cnpg.io/v1',
            kind: 'Pooler',
            metadata: { name: 'api', namespace: 'shop' },
            spec: { template: { spec: { containers: [] } } },
          },
        ],
      },
    ],
  },
});

/** A pod says it before its account does; where neither says, there is one. */
function isMounted({ spec, namespace }: PodSubject, { find }: Pick<Prepared, 'find'>): boolean {
  const own = spec['automountServiceAccountToken'];
  if (!isAbsent(own)) return own !== false;
  const account = find('ServiceAccount', serviceAccountOf(spec), namespace);
  return account?.object['automountServiceAccountToken'] !== false;
}

function account(automountServiceAccountToken: boolean) {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'api', namespace: 'shop' },
    automountServiceAccountToken,
  };
}

function accountPod(spec: object) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { ...spec, containers: [{ name: 'api' }] },
  };
}

function saysWhy({ metadata, metadataField }: PodSpec): boolean {
  const reason = fieldsOf(metadata['annotations'], `${metadataField}.annotations`)[API_ACCESS_ANNOTATION];
  return typeof reason === 'string' && reason.trim() !== '';
}

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

interface NamedSecret {
  readonly name: string;
  readonly field: string;
}

/** Every Secret that a pod mounts or reads into its environment. */
function secretsOf({ field, spec, containers }: PodSubject): readonly NamedSecret[] {
  const secret = (value: unknown, at: string, key = 'name'): readonly NamedSecret[] =>
    isAbsent(value) ? [] : [{ name: String(fieldsOf(value, at)[key]), field: at }];
  const mounted = entriesOf(spec['volumes'], `${field}.volumes`).flatMap((volume) => {
    const projected = `${volume.field}.projected`;
    const { sources } = fieldsOf(volume.value['projected'], projected);
    return [
      ...secret(volume.value['secret'], `${volume.field}.secret`, 'secretName'),
      ...entriesOf(sources, `${projected}.sources`).flatMap((one) =>
        secret(one.value['secret'], `${one.field}.secret`),
      ),
    ];
  });
  const read = containers.flatMap((container) => [
    ...entriesOf(container.spec['env'], `${container.field}.env`).flatMap((one) => {
      const from = `${one.field}.valueFrom`;
      return secret(fieldsOf(one.value['valueFrom'], from)['secretKeyRef'], `${from}.secretKeyRef`);
    }),
    ...entriesOf(container.spec['envFrom'], `${container.field}.envFrom`).flatMap((one) =>
      secret(one.value['secretRef'], `${one.field}.secretRef`),
    ),
  ]);
  return [...mounted, ...read];
}
