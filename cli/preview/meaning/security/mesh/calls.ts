import { entriesOf, type Fields, fieldsOf, isAbsent, textsOf } from '../../../../../policies/fields';
import { type KubernetesReading, part } from '../traits/reading';
import { may, mayAll, type Trait } from '../traits/trait';

/** How callers call a host: https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings */
export const DESTINATION_RULE: KubernetesReading = {
  read(resource) {
    const spec = fieldsOf(resource.object['spec'], 'spec');
    const policy = fieldsOf(spec['trafficPolicy'], 'spec.trafficPolicy');
    const host = String(spec['host']);
    return [
      ...tls(policy, host, '', 'spec.trafficPolicy'),
      ...perPort(policy, host, 'spec.trafficPolicy'),
      ...entriesOf(spec['subsets'], 'spec.subsets').flatMap(({ field, value }) => {
        const own = fieldsOf(value['trafficPolicy'], `${field}.trafficPolicy`);
        const subset = `${host} (subset ${String(value['name'])})`;
        return [...tls(own, subset, '', `${field}.trafficPolicy`), ...perPort(own, subset, `${field}.trafficPolicy`)];
      }),
      part('whom it is for', resource, { exportTo: spec['exportTo'], workloadSelector: spec['workloadSelector'] }),
    ];
  },
};

function perPort(policy: Fields, host: string, field: string): readonly Trait[] {
  return entriesOf(policy['portLevelSettings'], `${field}.portLevelSettings`).flatMap((entry) => {
    const { number } = fieldsOf(entry.value['port'], `${entry.field}.port`);
    return tls(entry.value, host, ` on ${String(number)}`, entry.field);
  });
}

/** Where nothing is said, sidecars agree among themselves on mutual TLS as far as both have it. */
function tls(policy: Fields, host: string, port: string, field: string): readonly Trait[] {
  if (isAbsent(policy['tls'])) return [];
  const { mode = 'DISABLE', insecureSkipVerify, subjectAltNames, ...rest } = fieldsOf(policy['tls'], `${field}.tls`);
  const whom = `${host}${port}`;
  const names = textsOf(subjectAltNames, `${field}.tls.subjectAltNames`);
  return [
    ...callsBy(String(mode), whom),
    ...(insecureSkipVerify === true ? [may(`call ${whom} without verifying who answers`)] : []),
    ...(names.length === 0 ? [] : [{ guards: `asks that ${whom} is ${names.join(' or ')}` }]),
    ...['credentialName', 'caCertificates', 'clientCertificate', 'sni'].flatMap((key) =>
      isAbsent(rest[key]) ? [] : [{ of: `${key} for ${whom}`, value: String(rest[key]) }],
    ),
  ];
}

function callsBy(mode: string, whom: string): readonly Trait[] {
  switch (mode) {
    case 'ISTIO_MUTUAL':
      return [{ guards: `calls ${whom} by mutual TLS` }];
    case 'MUTUAL':
      return [{ guards: `calls ${whom} by mutual TLS, with certificates of its own` }];
    case 'SIMPLE':
      return [{ guards: `calls ${whom} by TLS` }, may(`call ${whom} without proving who calls`)];
    case 'DISABLE':
      return [may(`call ${whom} in clear text`)];
    default:
      return [may(`call ${whom} by '${mode}', which nobody knows`)];
  }
}

const EVERY_HOST = mayAll('call every host', ({ may }) => may.startsWith('call '));

/** What the callers of a namespace may call at all: https://istio.io/latest/docs/reference/config/networking/sidecar/ */
export const SIDECAR: KubernetesReading = {
  read(resource) {
    const spec = fieldsOf(resource.object['spec'], 'spec');
    const { mode } = fieldsOf(spec['outboundTrafficPolicy'], 'spec.outboundTrafficPolicy');
    const egress = entriesOf(spec['egress'], 'spec.egress');
    return [
      ...(mode === 'REGISTRY_ONLY' ? [{ guards: 'keeps calls to what the mesh knows' }] : []),
      ...(mode === 'ALLOW_ANY' ? [may('let calls go to what the mesh does not know')] : []),
      ...(egress.length === 0 ? [EVERY_HOST] : []),
      ...egress.flatMap(({ field, value }) =>
        textsOf(value['hosts'], `${field}.hosts`).map((host) => may(`call ${host}`)),
      ),
      part('where it listens', resource, spec['ingress']),
      part('whom it is for', resource, spec['workloadSelector']),
    ];
  },
  without: [EVERY_HOST],
};

/** Hosts that the mesh is told of, most of them outside. */
export const SERVICE_ENTRY: KubernetesReading = {
  read(resource) {
    const spec = fieldsOf(resource.object['spec'], 'spec');
    const ports = entriesOf(spec['ports'], 'spec.ports').map(
      ({ value }) => `${String(value['number'])} by ${String(value['protocol'])}`,
    );
    const inside = spec['location'] === 'MESH_INTERNAL' ? ' as if it were inside' : '';
    const exported = textsOf(spec['exportTo'], 'spec.exportTo');
    return [
      ...textsOf(spec['hosts'], 'spec.hosts').flatMap((host) =>
        ports.map((port) => may(`lead calls to ${host} on ${port}${inside}`)),
      ),
      ...(exported.length === 0 || exported.includes('*') ? [may('be seen from every namespace')] : []),
      part('where it leads', resource, [
        spec['resolution'],
        spec['addresses'],
        spec['endpoints'],
        spec['workloadSelector'],
      ]),
    ];
  },
};
