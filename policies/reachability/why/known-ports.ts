import type { KnownPort, Objects } from '../result';
import type { World } from '../world';
import { portsOfService } from './services';
import { nobody, trySide } from './sides';

/**
 * The ports that a text is known by: those of a Service, or of the containers of a workload; nothing where nobody says.
 *
 * @throws UserError when it names nobody.
 */
export function knownPorts(world: World, objects: Objects, to: string): readonly KnownPort[] | undefined {
  const side = trySide(to, world);
  if (side === undefined) {
    const workloads = world.pods.flatMap(({ members }) => members);
    const ports = portsOfService(to, objects, workloads);
    if (ports === undefined) throw nobody(to, world);
    return ports;
  }
  const { id, workload } = side;
  const ports = workload?.ports?.map(({ name, port, protocol }) => {
    return { names: name === undefined ? [] : [name], port, protocol, leadsTo: [{ id, port }] };
  });
  return ports && onceEach(ports);
}

/** Two containers of a pod cannot listen on one port, but may both declare it. */
function onceEach(ports: readonly KnownPort[]): readonly KnownPort[] {
  const known = new Map<string, KnownPort>();
  for (const port of ports) {
    const key = `${port.port}/${port.protocol}`;
    const names = new Set([...(known.get(key)?.names ?? []), ...port.names]);
    known.set(key, { ...port, names: [...names] });
  }
  return [...known.values()];
}
