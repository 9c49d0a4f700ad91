import { texts } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { isAbsent } from '../../fields';

/** The user and group that Istio's sidecar runs as; what they send is never redirected to it. */
const PROXY = 1337;
const PROXIES = ['istio-proxy', 'istio-validation', 'istio-init'];

const FIX = 'run it as any other user';

/** The sidecar's own traffic is not sent through the sidecar: whoever runs as its user goes round it. */
export const proxyIdentityNotBorrowed = defineRule({
  id: 'proxy-identity-not-borrowed',
  subject: 'container',
  says: 'No container but the sidecar runs as the user of the sidecar.',
  because: 'its traffic would go round the mesh, without identity and policy',
  level: 'mandatory',
  severity: 'high',
  topic: 'mesh',
  references: ['practices:network-security', 'https://istio.io/latest/docs/ops/deployment/application-requirements/'],
  applies: ({ name }) => !PROXIES.includes(name),
  check: ({ field, securityContext, pod }) =>
    (['runAsUser', 'runAsGroup'] as const).flatMap((key) => {
      if (securityContext[key] === PROXY) return [borrowed(`${field}.securityContext.${key}`)];
      const isInherited = isAbsent(securityContext[key]) && pod.securityContext[key] === PROXY;
      return isInherited ? [borrowed(`${pod.field}.securityContext.${key}`)] : [];
    }),
  cel: {
    accepts: `container.name in ${texts(PROXIES)} || (${(['runAsUser', 'runAsGroup'] as const)
      .map((key) => `container.?securityContext.?${key}.orValue(variables.security.?${key}.orValue(0)) != ${PROXY}`)
      .join(' && ')})`,
    remedy: FIX,
  },
  examples: {
    accepted: [
      { shows: 'another user', container: { securityContext: { runAsUser: 1000, runAsGroup: 1000 } } },
      {
        shows: 'another user than its pod says',
        resources: [
          {
            ...withContainers({}),
            spec: {
              securityContext: { runAsUser: PROXY },
              containers: [{ name: 'api', securityContext: { runAsUser: 1000 } }],
            },
          },
        ],
      },
      {
        shows: 'the sidecar itself',
        resources: [withContainers({ name: 'api' }, { name: 'istio-proxy', securityContext: { runAsUser: PROXY } })],
      },
    ],
    refused: [
      ...(['runAsUser', 'runAsGroup'] as const).map((key) => ({
        shows: `its ${key === 'runAsUser' ? 'user' : 'group'}`,
        container: { securityContext: { [key]: PROXY } },
        violations: [borrowed(`securityContext.${key}`)],
      })),
      {
        shows: 'its user, for the whole pod',
        resources: [
          {
            ...withContainers({ name: 'api' }),
            spec: { securityContext: { runAsUser: PROXY }, containers: [{ name: 'api' }] },
          },
        ],
        violations: [borrowed('spec.securityContext.runAsUser')],
      },
      {
        shows: 'its user, for the whole pod, where a container says nothing',
        resources: [
          {
            ...withContainers({ name: 'api' }),
            spec: {
              securityContext: { runAsUser: PROXY },
              containers: [{ name: 'api', securityContext: { runAsUser: null } }],
            },
          },
        ],
        violations: [borrowed('spec.securityContext.runAsUser')],
      },
    ],
    skipped: [
      {
        shows: 'the containers of the mesh',
        resources: [withContainers(...PROXIES.map((name) => ({ name, securityContext: { runAsUser: PROXY } })))],
      },
    ],
  },
});

function borrowed(field: string) {
  return { field, problem: `it runs as ${PROXY}, whose traffic goes round the sidecar`, fix: FIX };
}

function withContainers(...containers: readonly object[]) {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api', namespace: 'shop' }, spec: { containers } };
}
