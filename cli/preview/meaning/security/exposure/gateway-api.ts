import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent, textsOf } from '../../../../../policies/fields';
import { selectorOf } from '../../../../../policies/selector';
import { type KubernetesReading, part } from '../traits/reading';
import { may, type Trait, unranked } from '../traits/trait';
import { type Address, answering, type Path } from './address';

/** What a gateway listens for, and whose routes it takes: https://gateway-api.sigs.k8s.io/reference/spec/#listener */
export const GATEWAY: KubernetesReading = {
  read(resource) {
    const spec = fieldsOf(resource.object['spec'], 'spec');
    return [
      ...entriesOf(spec['listeners'], 'spec.listeners').flatMap((entry) => listener(entry)),
      ...entriesOf(spec['listeners'], 'spec.listeners').map(({ value }) =>
        part(`what listener '${String(value['name'])}' serves TLS by`, resource, value['tls']),
      ),
      unranked('gatewayClassName', spec['gatewayClassName']),
      part('its addresses', resource, spec['addresses']),
      part('its infrastructure', resource, spec['infrastructure']),
    ];
  },
};

function listener({ field, value }: Entry): readonly Trait[] {
  const { name, hostname, protocol, port } = value;
  const { from = 'Same', selector } = fieldsOf(
    fieldsOf(value['allowedRoutes'], `${field}.allowedRoutes`)['namespaces'],
    `${field}.allowedRoutes.namespaces`,
  );
  const who = `listener '${String(name)}'`;
  const host = isAbsent(hostname) || hostname === '' ? undefined : String(hostname);
  const routes =
    from === 'All'
      ? { who, may: 'take routes of every namespace', covers: isRoute }
      : may(`take routes of namespaces with ${selectorOf(selector, field).text}`, who);
  return [
    answering(host, undefined, ` by ${String(protocol)} on ${String(port)}`),
    ...(from === 'Same' || from === 'None' ? [] : [routes]),
  ];
}

function isRoute({ may }: { readonly may: string }): boolean {
  return may.startsWith('take routes of ');
}

/** What a route brings in from a gateway, and where it leads. */
export const ROUTE: KubernetesReading = {
  read(resource) {
    const spec = fieldsOf(resource.object['spec'], 'spec');
    const hosts = textsOf(spec['hostnames'], 'spec.hostnames');
    const through = entriesOf(spec['parentRefs'], 'spec.parentRefs').map(({ value }) => gatewayName(value));
    return entriesOf(spec['rules'], 'spec.rules').flatMap(({ field, value }) => [
      ...through.flatMap((gateway) => matched(value, field, hosts.length === 0 ? [undefined] : hosts, gateway)),
      ...entriesOf(value['filters'], `${field}.filters`).flatMap((filter) => mirrored(filter)),
      ...targets(value, field),
    ]);
  },
};

function matched(
  rule: Fields,
  field: string,
  hosts: readonly (string | undefined)[],
  gateway: string,
): readonly Address[] {
  const matches = entriesOf(rule['matches'], `${field}.matches`);
  const ways = matches.length === 0 ? [{ path: undefined, by: '' }] : matches.map(way);
  return hosts.flatMap((host) => ways.map(({ path, by }) => answering(host, path, `${by} through ${gateway}`)));
}

const KINDS: Readonly<Record<string, Path['is']>> = { Exact: 'exact', PathPrefix: 'prefix' };

/** A path, and what else is asked for in a request. */
function way({ field, value }: Entry): { readonly path: Path | undefined; readonly by: string } {
  const { path, ...rest } = value;
  const { type = 'PathPrefix', value: text = '/' } = fieldsOf(path, `${field}.path`);
  const asked = Object.keys(rest)
    .sort()
    .filter((key) => !isAbsent(rest[key]));
  const by = asked
    .map((key) => ` with ${key} ${typeof rest[key] === 'string' ? rest[key] : JSON.stringify(rest[key])}`)
    .join('');
  return { path: { text: String(text), is: KINDS[String(type)] ?? 'pattern' }, by };
}

function mirrored({ field, value }: Entry): readonly Trait[] {
  if (isAbsent(value['requestMirror'])) return [];
  const { backendRef } = fieldsOf(value['requestMirror'], `${field}.requestMirror`);
  return [may(`send a copy of requests to ${backendName(fieldsOf(backendRef, `${field}.requestMirror.backendRef`))}`)];
}

function targets(rule: Fields, field: string): readonly Trait[] {
  return entriesOf(rule['backendRefs'], `${field}.backendRefs`).map(({ value }) =>
    may(`lead to ${backendName(value)}`),
  );
}

function gatewayName({ namespace, name, sectionName }: Fields): string {
  const listener = isAbsent(sectionName) ? '' : ` (${String(sectionName)})`;
  return `${isAbsent(namespace) ? '' : `${String(namespace)}/`}${String(name)}${listener}`;
}

function backendName({ kind = 'Service', namespace, name, port }: Fields): string {
  const place = isAbsent(namespace) ? '' : `${String(namespace)}/`;
  return `${String(kind)} ${place}${String(name)}${isAbsent(port) ? '' : ` on ${String(port)}`}`;
}

/** What of its namespace others may refer to. */
export const REFERENCE_GRANT: KubernetesReading = {
  read({ object }) {
    const spec = fieldsOf(object['spec'], 'spec');
    const to = entriesOf(spec['to'], 'spec.to').map(
      ({ value }) => `${String(value['kind'])}${isAbsent(value['name']) ? 's' : ` ${String(value['name'])}`}`,
    );
    return entriesOf(spec['from'], 'spec.from').flatMap(({ value }) =>
      to.map((what) => may(`let ${String(value['kind'])}s of ${String(value['namespace'])} refer to ${what}`)),
    );
  },
};
