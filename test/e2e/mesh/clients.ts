import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BRIDGE } from '../live/cluster/control-plane';
import { Machine } from '../live/cluster/machine';
import type { Place } from '../servers/process';
import { CLIENT, OTHER_CLIENT } from './addresses';

/** A machine that has the addresses of clients on the internet. */
export interface Clients {
  readonly machine: Machine;
  /** The socket of what opens connections from there. */
  readonly relay: string;
}

/** Starts it on the bridge of a control plane, with its ways to others as `ip route add` takes them. */
export async function startClients(
  place: Place,
  controlPlane: Machine,
  program: readonly string[],
  routes: readonly string[],
): Promise<Clients> {
  const machine = await Machine.start({ ...place, name: `${place.name}/client` });
  await controlPlane.connect(machine, BRIDGE);
  await machine.ip(
    ...[CLIENT, OTHER_CLIENT].map((address) => `address add ${address}/32 dev eth0`),
    'link set eth0 up',
    ...routes.map((route) => `route add ${route}`),
  );
  const relay = join(machine.dir, 'relay.sock');
  await machine.launch('relay', [...program, relay], { ready: async () => existsSync(relay) });
  return { machine, relay };
}
