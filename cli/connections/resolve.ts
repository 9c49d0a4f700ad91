import { isIP } from 'node:net';
import { nearest } from '../../constructs/fields/nearest';
import { hostCidr, tryCidr } from '../../constructs/network/cidr';
import { identityOf, namespaceOf } from '../../constructs/plan/identity';
import { kindOf } from '../../constructs/plan/kinds';
import type { Party, Reachability } from '../../policies/reachability/result';
import { endsOf } from './end-names';
import { isMade, isNamed, isPart } from './peers';
import type { Source } from './source';

/** What somebody meant by a name: the id or the address of one party, or of several that the name stands for. */
export interface Meant {
  readonly ids: readonly string[];
}

/** A name that stands for nothing, or may be one of several: a sentence that names the nearest. */
export interface Misunderstood {
  readonly problem: string;
}

/** Names in an error: more would hide the others. */
const SHOWN = 12;

/** Finds what is meant by `dwcp-api`, `dwcp/dwcp-api`, `Deployment dwcp/dwcp-api`, `cluster-dns`, a Service or an address. */
export function meantBy(text: string, source: Source, { parties }: Reachability): Meant | Misunderstood {
  const peers = source.declared?.peers ?? [];
  const ends = endsOf(parties, peers);
  const exact = parties.filter(({ id }) => id === text || ends.get(id)?.name === text);
  const peer = peers.find(({ name }) => name === text);
  const meant = exact.length > 0 || peer === undefined ? exact : parties.filter((party) => isNamed(party, peer));
  if (meant.length > 0) return { ids: meant.map(({ id }) => id) };
  const made = parties.filter(isMade).map(({ id }) => id);
  const services = servicesIn(source);
  for (const ids of [made, services]) {
    const called = ids.filter((id) => isCalled(id, text));
    if (called.length === 1) return { ids: called };
    if (called.length > 1) return { problem: `'${text}' may be ${called.join(', or ')}; name one of them in full` };
  }
  if (isIP(text) !== 0 || tryCidr(text) !== undefined) return addresses(text, parties);
  const known = [...[...ends.values()].map(({ name }) => name), ...services];
  return { problem: `'${text}' is nobody in ${source.name}; ${nearestOf(text, known)}` };
}

/** Whether an id is that of a Service, which is no party but leads to some; one of Knative makes pods, and is one. */
export function isService(id: string, parties: readonly Party[]): boolean {
  return id.startsWith('Service ') && !parties.some((party) => party.id === id);
}

/** What to tell somebody for whom a Service calls. */
export function callsNobody(service: string): string {
  return `--from ${service} is a Service, which calls nobody; name a workload behind it`;
}

/** Whether `Deployment dwcp/dwcp-api` is called so: in full, without its kind, or by its name alone. */
function isCalled(id: string, text: string): boolean {
  const [, named = '', name = ''] = /^\S+ ([^/]*\/(.*))$/.exec(id) ?? [];
  return [id, named, name].includes(text);
}

function servicesIn({ objects }: Source): readonly string[] {
  return objects
    .filter(({ object }) => kindOf(object) === 'Service')
    .map(({ object }) => `Service ${identityOf({ namespace: namespaceOf(object), name: object.metadata.name })}`);
}

/** The address itself where it lies in one party; of a range that holds several, each. */
function addresses(text: string, parties: readonly Party[]): Meant {
  const ranges = parties.filter(({ kind, id }) => kind === 'cidr' && id !== text && isPart(id, cidrOf(text)));
  return { ids: [text, ...ranges.map(({ id }) => id)] };
}

function nearestOf(text: string, names: readonly string[]): string {
  const known = [...new Set(names)].sort();
  const near = nearest(text, [...known, ...known.map((name) => name.slice(name.indexOf('/') + 1))]);
  if (near !== undefined) return `did you mean ${near}?`;
  const more = known.length > SHOWN ? `, and ${known.length - SHOWN} more` : '';
  return `there are ${known.slice(0, SHOWN).join(', ')}${more}`;
}

/** An address as the range of its own. */
export function cidrOf(text: string): string {
  return isIP(text) === 0 ? text : hostCidr(text);
}
