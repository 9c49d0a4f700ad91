import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent, textsOf } from '../../../../../policies/fields';
import { type KubernetesReading, part } from '../traits/reading';
import { bounds, may, type Opening, onLadder, type Trait, unranked } from '../traits/trait';
import { answering, type Path } from './address';

const PATHS: Readonly<Record<string, Path['is']>> = { Exact: 'exact', Prefix: 'prefix' };

/** What an Ingress answers for. What its controller is told by annotations may mean anything. */
export const INGRESS: KubernetesReading = {
  read(resource) {
    const spec = fieldsOf(resource.object['spec'], 'spec');
    const encrypted = entriesOf(spec['tls'], 'spec.tls').flatMap(({ field, value }) =>
      textsOf(value['hosts'], `${field}.hosts`),
    );
    return [
      ...entriesOf(spec['rules'], 'spec.rules').flatMap(({ field, value }) => {
        const host = isAbsent(value['host']) ? undefined : String(value['host']);
        const how = host !== undefined && encrypted.includes(host) ? '' : ' in clear text';
        const { paths } = fieldsOf(value['http'], `${field}.http`);
        return entriesOf(paths, `${field}.http.paths`).map(({ value: { path, pathType } }) =>
          answering(host, { text: String(path ?? '/'), is: PATHS[String(pathType)] ?? 'pattern' }, how),
        );
      }),
      ...(isAbsent(spec['defaultBackend']) ? [] : [answering(undefined, undefined, ' in clear text')]),
      unranked('ingressClassName', spec['ingressClassName']),
      part('its annotations', resource, resource.object.metadata.annotations),
    ];
  },
};

/** What a gateway of Istio takes, and how: https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSmode */
const TLS_MODES = ['MUTUAL', 'OPTIONAL_MUTUAL', 'SIMPLE'];
const TLS_VERSIONS = ['TLSV1_3', 'TLSV1_2', 'TLSV1_1', 'TLSV1_0'];

export const ISTIO_GATEWAY: KubernetesReading = {
  read(resource) {
    const spec = fieldsOf(resource.object['spec'], 'spec');
    return [
      ...entriesOf(spec['servers'], 'spec.servers').flatMap(server),
      part('which pods it is', resource, spec['selector']),
    ];
  },
};

function server({ field, value }: Entry): readonly Trait[] {
  const { number, protocol } = fieldsOf(value['port'], `${field}.port`);
  const tls = fieldsOf(value['tls'], `${field}.tls`);
  const isRedirected = tls['httpsRedirect'] === true;
  const clear = isAbsent(tls['mode']) && !isRedirected ? ' in clear text' : '';
  const hosts = textsOf(value['hosts'], `${field}.hosts`).map((host) => (host === '*' ? undefined : host));
  const at = `port ${String(number)}`;
  return [
    ...hosts.map((host) => answering(host, undefined, ` by ${String(protocol)} on ${String(number)}${clear}`)),
    ...(isAbsent(tls['mode'])
      ? []
      : [
          bounds(`encrypts what comes to ${at}`),
          onLadder(`TLS of ${at}`, TLS_MODES, tls['mode']),
          // What Istio takes where nothing is said: https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSProtocol
          onLadder(`oldest TLS of ${at}`, TLS_VERSIONS, oldest(tls)),
          unranked(`credentials of ${at}`, tls['credentialName'] ?? tls['serverCertificate']),
        ]),
  ];
}

function oldest({ minProtocolVersion }: Fields): unknown {
  return isAbsent(minProtocolVersion) || minProtocolVersion === 'TLS_AUTO' ? 'TLSV1_2' : minProtocolVersion;
}

/** What a VirtualService brings in from gateways, and where it sends what. */
export const VIRTUAL_SERVICE: KubernetesReading = {
  read({ object }) {
    const spec = fieldsOf(object['spec'], 'spec');
    const through = textsOf(spec['gateways'], 'spec.gateways').filter((gateway) => gateway !== 'mesh');
    const hosts = textsOf(spec['hosts'], 'spec.hosts').map((host) => (host === '*' ? undefined : host));
    return [
      ...through.flatMap((gateway) => hosts.map((host) => answering(host, undefined, ` through ${gateway}`))),
      // Where it leads to what it is asked for, it changes how that is called, and not who is.
      ...(['http', 'tcp', 'tls'] as const)
        .flatMap((kind) => entriesOf(spec[kind], `spec.${kind}`).flatMap(routes))
        .filter(({ may }) => !hosts.some((host) => may === `lead to ${host}`)),
    ];
  },
};

function routes({ field, value }: Entry): readonly Opening[] {
  const mirrors = [
    ...(isAbsent(value['mirror']) ? [] : [fieldsOf(value['mirror'], `${field}.mirror`)]),
    ...entriesOf(value['mirrors'], `${field}.mirrors`).map((one) =>
      fieldsOf(one.value['destination'], `${one.field}.destination`),
    ),
  ];
  return [
    ...entriesOf(value['route'], `${field}.route`).map((one) =>
      may(`lead to ${String(fieldsOf(one.value['destination'], `${one.field}.destination`)['host'])}`),
    ),
    ...mirrors.map(({ host }) => may(`send a copy of requests to ${String(host)}`)),
  ];
}

/** What OpenShift brings in by itself. */
export const OPENSHIFT_ROUTE: KubernetesReading = {
  read({ object }) {
    const spec = fieldsOf(object['spec'], 'spec');
    const tls = fieldsOf(spec['tls'], 'spec.tls');
    const isClear = isAbsent(tls['termination']) || tls['insecureEdgeTerminationPolicy'] === 'Allow';
    const path: Path | undefined = isAbsent(spec['path']) ? undefined : { text: String(spec['path']), is: 'prefix' };
    return [
      answering(isAbsent(spec['host']) ? undefined : String(spec['host']), path, isClear ? ' in clear text' : ''),
      ...(isAbsent(tls['termination']) ? [] : [onLadder('TLS', ['reencrypt', 'edge'], tls['termination'])]),
    ];
  },
};
