import { UserError } from '../../../constructs/invalid';
import { identityOf, namespaceOf } from '../../../constructs/plan/identity';
import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent, textMapOf } from '../../fields';
import { selectorOf, selects } from '../../selector';
import { Unknowable } from '../../unknowable';
import type { Workload } from '../parties/workload';
import { protocolOf } from '../ports';
import type { Objects, Question } from '../result';

/** Where a Service leads: a port of a workload. */
export interface Led {
  readonly workload: Workload;
  readonly port: number;
  /** How, in words. */
  readonly through: string;
}

/**
 * Where the Service that a question asks for leads; nothing when it names no Service.
 *
 * @throws UserError when the Service leads nowhere, or to several workloads.
 */
export function ledTo(objects: Objects, workloads: readonly Workload[], question: Question): Led | undefined {
  const service = objects.find(({ object: { kind, metadata }, object }) => {
    const name = identityOf({ namespace: namespaceOf(object), name: metadata.name });
    return kindOf(object) === 'Service' && (question.to === name || question.to === `${kind} ${name}`);
  });
  if (service === undefined) return undefined;
  try {
    return ledBy(service.object, workloads, question);
  } catch (error) {
    if (!(error instanceof Unknowable)) throw error;
    throw new UserError([`'${question.to}' cannot be read: ${error.message} (${error.field})`]);
  }
}

function ledBy(service: Manifest, workloads: readonly Workload[], question: Question): Led {
  const namespace = namespaceOf(service);
  const name = `Service ${identityOf({ namespace, name: service.metadata.name })}`;
  const spec = fieldsOf(service['spec'], 'spec');
  const [workload, ...others] = behind(spec, namespace, workloads);
  if (workload === undefined) throw new UserError([`'${name}' leads to no workload of the input; name the workload`]);
  if (others.length > 0) {
    const all = [workload, ...others].map(({ id }) => `'${id}'`).join(', ');
    throw new UserError([`'${name}' leads to ${all}; ask about one of them`]);
  }
  const { port, protocol } = question;
  // A name without an address of its own leads to the pods themselves, and nobody changes the port on the way.
  const targetPort = spec['clusterIP'] === 'None' ? port : targetOf(portsOf(spec), name, question);
  const number = numberOf(targetPort, workload, question);
  if (number === undefined) {
    throw new UserError([
      `'${name}' leads to port '${targetPort}', which '${workload.id}' does not declare; name the number`,
    ]);
  }
  return {
    workload,
    port: number,
    through: `${name} leads from ${port}/${protocol} to ${number}/${protocol} of ${workload.id}`,
  };
}

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

function targetOf(ports: readonly Entry[], name: string, { port, protocol }: Question): string | number {
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
function numberOf(target: string | number, { ports }: Workload, { protocol }: Question): number | undefined {
  if (typeof target === 'number') return target;
  return ports?.find((one) => one.name === target && one.protocol === protocol)?.port;
}
