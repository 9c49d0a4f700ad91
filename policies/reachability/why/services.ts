import { UserError } from '../../../constructs/invalid';
import { identityOf, namespaceOf } from '../../../constructs/plan/identity';
import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent, textMapOf } from '../../fields';
import { selectorOf, selects } from '../../selector';
import { Unknowable } from '../../unknowable';
import type { Workload } from '../parties/workload';
import { protocolOf } from '../ports';
import type { KnownPort, Objects, Question } from '../result';

/** Where a Service leads: a port of a workload. */
export interface Led {
  readonly workload: Workload;
  readonly port: number;
  /** How, in words. */
  readonly through: string;
  /** Whether nodes hand on what comes from outside, in their own name or in the caller's. */
  readonly byNodes: boolean;
}

/**
 * Where the Service that a question asks for leads, to each workload that bears its labels; nothing when it names no Service.
 *
 * @throws UserError when the Service leads nowhere.
 */
export function ledTo(
  objects: Objects,
  workloads: readonly Workload[],
  question: Question,
): readonly Led[] | undefined {
  return ofService(question.to, objects, (service) => ledBy(service, workloads, question));
}

/**
 * The ports of the Service that a text names, each with where it leads: nowhere, if nothing behind it declares a target that is
 * a name. Nothing when the text names no Service.
 *
 * @throws UserError when no workload is behind it.
 */
export function portsOfService(
  to: string,
  objects: Objects,
  workloads: readonly Workload[],
): readonly KnownPort[] | undefined {
  return ofService(to, objects, (service) => {
    const { name, spec, found } = readService(service, workloads);
    return portsOf(spec).map(({ field, value }) => {
      const asked = { to, port: Number(value['port']), protocol: protocolOf(value['protocol'], `${field}.protocol`) };
      const target = targetOf(spec, name, asked);
      const leadsTo = found.flatMap((workload) => {
        const port = numberOf(target, workload, asked);
        return port === undefined ? [] : [{ id: workload.id, port }];
      });
      const called = [value['name'], value['targetPort']].filter((text) => typeof text === 'string');
      return { names: called, port: asked.port, protocol: asked.protocol, leadsTo };
    });
  });
}

function ofService<T>(to: string, objects: Objects, answer: (service: Manifest) => T): T | undefined {
  const service = objects.find(({ object: { kind, metadata }, object }) => {
    const name = identityOf({ namespace: namespaceOf(object), name: metadata.name });
    return kindOf(object) === 'Service' && (to === name || to === `${kind} ${name}`);
  });
  if (service === undefined) return undefined;
  try {
    return answer(service.object);
  } catch (error) {
    if (!(error instanceof Unknowable)) throw error;
    throw new UserError([`'${to}' cannot be read: ${error.message} (${error.field})`]);
  }
}

function ledBy(service: Manifest, workloads: readonly Workload[], question: Question): readonly Led[] {
  const { name, spec, found } = readService(service, workloads);
  const target = targetOf(spec, name, question);
  const led = found.flatMap((workload) => ledToOne(workload, target, spec, name, question) ?? []);
  // One that does not declare the port gets nothing from the Service.
  if (led.length > 0) return led;
  throw new UserError([
    `'${name}' leads to port '${target}', which '${found[0]!.id}' does not declare; name the number`,
  ]);
}

/** A Service, and the workloads behind it: one at least. */
function readService(service: Manifest, workloads: readonly Workload[]) {
  const namespace = namespaceOf(service);
  const name = `Service ${identityOf({ namespace, name: service.metadata.name })}`;
  const spec = fieldsOf(service['spec'], 'spec');
  const found = behind(spec, namespace, workloads);
  if (found.length === 0) throw new UserError([`'${name}' leads to no workload of the input; name the workload`]);
  return { name, spec, found };
}

function ledToOne(
  workload: Workload,
  target: string | number,
  spec: Fields,
  name: string,
  question: Question,
): Led | undefined {
  const { port, protocol } = question;
  const number = numberOf(target, workload, question);
  if (number === undefined) return undefined;
  return {
    workload,
    port: number,
    byNodes: NODE_TYPES.includes(String(spec['type'])) && spec['externalTrafficPolicy'] !== 'Local',
    through: `${name} leads from ${port}/${protocol} to ${number}/${protocol} of ${workload.id}`,
  };
}

/** What nodes take from outside the cluster. */
const NODE_TYPES = ['LoadBalancer', 'NodePort'];

function behind(spec: Fields, namespace: string, workloads: readonly Workload[]): readonly Workload[] {
  const labels = textMapOf(spec['selector'], 'spec.selector');
  // Without a selector, somebody else says where it leads.
  if (Object.keys(labels).length === 0) return [];
  const selector = selectorOf({ matchLabels: labels }, 'spec.selector');
  return workloads.filter((one) => one.namespace === namespace && selects(selector, one) === 'yes');
}

function portsOf(spec: Fields): readonly Entry[] {
  return entriesOf(spec['ports'], 'spec.ports');
}

function targetOf(spec: Fields, name: string, { port, protocol }: Omit<Question, 'from'>): string | number {
  // A name without an address of its own leads to the pods themselves, and nobody changes the port on the way.
  if (spec['clusterIP'] === 'None') return port;
  const ports = portsOf(spec);
  const open = ports.find(
    ({ field, value }) => value['port'] === port && protocolOf(value['protocol'], `${field}.protocol`) === protocol,
  );
  if (open === undefined) {
    const known = ports.map(({ value }) => `${String(value['port'])}/${String(value['protocol'] ?? 'TCP')}`).join(', ');
    throw new UserError([`'${name}' has no port ${port}/${protocol}; it has ${known}`]);
  }
  const { targetPort } = open.value;
  return isAbsent(targetPort) ? port : typeof targetPort === 'number' ? targetPort : String(targetPort);
}

/** Each target numbers a named port for itself. */
function numberOf(
  target: string | number,
  { ports }: Workload,
  { protocol }: Pick<Question, 'protocol'>,
): number | undefined {
  if (typeof target === 'number') return target;
  return ports?.find((one) => one.name === target && one.protocol === protocol)?.port;
}
