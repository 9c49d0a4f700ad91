import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '../../mesh/client';
import { startClients } from '../../mesh/clients';
import { Login } from '../../mesh/login';
import { compile } from '../../packets/programs';
import type { Authority } from '../../servers/certificates';
import type { Place } from '../../servers/process';
import { eventually } from '../../support/eventually';
import type { KubernetesApi } from '../../support/kubernetes-api';
import { CONTROL_PLANE_ADDRESS, NODES } from '../cluster/addresses';
import type { Cluster } from '../cluster/cluster';
import { BRIDGE } from '../cluster/control-plane';
import type { Machine } from '../cluster/machine';
import { COLLECTOR_PORT, LOGIN } from './facts';

/** Where people on the internet reach the gateway, as a cloud's load balancer would have it. */
export const GATEWAY_ADDRESS = '198.51.100.80';

/** What is outside of the cluster: where people log in, and one of them. */
export interface Outside {
  readonly login: Login;
  readonly client: Client;
  /** Leads what comes to the gateway's address through this node from now on. */
  through(node: string): Promise<void>;
  stop(): Promise<void>;
}

/** The names that the cluster finds there. */
export const NAMES: Readonly<Record<string, string>> = { [LOGIN]: CONTROL_PLANE_ADDRESS };

export async function startOutside(
  { controlPlane, dir }: Cluster,
  place: Place,
  authority: Authority,
  domain: string,
): Promise<Outside> {
  const programs = compile(join(dir, 'outside'), {
    from: join(__dirname, '..', '..', 'mesh', 'programs'),
    names: ['keys', 'relay', 'collector'],
  });
  const collected = join(dir, 'collected.log');
  await controlPlane.launch('collector', [...programs('collector'), collected, String(COLLECTOR_PORT)], {
    ready: async () => existsSync(collected),
  });
  const login = new Login();
  await login.start(controlPlane, authority, LOGIN, programs('keys'));
  await controlPlane.ip(`route add 198.51.100.0/24 dev ${BRIDGE}`);
  const { machine, relay } = await startClients(place, controlPlane, programs('relay'), [
    '10.200.0.0/24 dev eth0',
    wayThrough(NODES[0]!.name),
  ]);
  const client = new Client(relay, domain, authority.pem);
  return { login, client, through: (node) => lead(machine, node), stop: () => machine.stop() };
}

/** Stands in for a cloud's controller of load balancers: gives the Service of a gateway its address. */
export async function giveAddress(api: KubernetesApi, namespace: string): Promise<void> {
  const balanced = async () => {
    const services = await api.list('v1', 'Service', namespace);
    return services.find(({ spec }) => spec.type === 'LoadBalancer');
  };
  const service = await eventually(balanced, { what: 'the Service of a gateway', timeoutMs: 900_000, everyMs: 1_000 });
  const path = `/api/v1/namespaces/${namespace}/services/${service.metadata.name}/status`;
  const status = { loadBalancer: { ingress: [{ ip: GATEWAY_ADDRESS }] } };
  await api.request('PATCH', path, { status }, 'application/merge-patch+json');
}

async function lead(machine: Machine, node: string): Promise<void> {
  await machine.ip(`route replace ${wayThrough(node)}`);
}

function wayThrough(node: string): string {
  const { address } = NODES.find(({ name }) => name === node)!;
  return `${GATEWAY_ADDRESS}/32 via ${address} dev eth0`;
}
