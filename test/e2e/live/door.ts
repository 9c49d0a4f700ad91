import { existsSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { connectBy } from '../mesh/relay';
import { compile } from '../packets/programs';
import type { Cluster } from './cluster/cluster';

/** A loopback port of this machine, each connection to which goes on by another one, for as long as this process runs. */
export function openDoor(onwards: () => Promise<Socket>): Promise<number> {
  const server = createServer((near) => {
    near.once('error', () => near.destroy());
    onwards().then(
      (far) => {
        far.once('error', () => near.destroy());
        far.once('close', () => near.destroy());
        near.once('close', () => far.destroy());
        near.pipe(far).pipe(near);
      },
      () => near.destroy(),
    );
  });
  server.unref();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { readonly port: number }).port));
  });
}

/**
 * A door to a port of whichever pod of a workload runs, on nodes that are there.
 *
 * `kubectl port-forward` ends with the first connection that fails, and a deployment opens many at once.
 */
export async function openDoorTo(
  { api, controlPlane, dir }: Cluster,
  namespace: string,
  labels: Readonly<Record<string, string>>,
  port: number,
): Promise<number> {
  const sources = { from: join(__dirname, '..', 'mesh', 'programs'), names: ['relay'] } as const;
  const [relay, program] = [join(dir, `relay-${namespace}.sock`), compile(join(dir, 'relay'), sources)('relay')];
  await controlPlane.launch(`relay-${namespace}`, [...program, relay], { ready: async () => existsSync(relay) });
  return openDoor(async () => {
    const pods = await api.list('v1', 'Pod', namespace);
    const pod = pods.find(
      ({ metadata, status }) =>
        status.phase === 'Running' && Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value),
    );
    if (pod === undefined) throw new Error(`no pod of ${namespace} runs with ${JSON.stringify(labels)}`);
    return connectBy(relay, { host: pod['status'].podIP, port });
  });
}
