import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Machine } from '../live/cluster/machine';
import { binaryOf } from '../servers/build';
import { ENVOY } from '../servers/envoy';
import type { KubernetesApi, LiveObject } from '../support/kubernetes-api';
import { type Container, volumesOf } from './pod-spec';

/** Whom Istio's proxy runs as, and whose packets it leaves alone. */
const PROXY = '1337';

/** The folder below which Istio's programs look for their files, and where these programs are. */
export const HOME = '/run/pod';
export const AGENT = '/run/bin/pilot-agent';
const ENVOY_HERE = '/run/bin/envoy';

/** Puts onto a pod's machine what its proxy finds in its image and its volumes. */
export async function furnish(
  machine: Machine,
  { pod, proxy, hosts }: { readonly pod: LiveObject; readonly proxy: Container; readonly hosts: string },
  api: KubernetesApi,
): Promise<void> {
  const root = join(machine.dir, 'root');
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };
  for (const { mountPath } of proxy.volumeMounts) mkdirSync(join(root, mountPath), { recursive: true });
  for (const [file, content] of await volumesOf(pod, proxy, api)) write(file, content);
  write('hosts', hosts);
  const template = join(root, 'var/lib/istio/envoy/envoy_bootstrap_tmpl.json');
  mkdirSync(dirname(template), { recursive: true });
  copyFileSync(join(dirname(binaryOf('pilot-agent')), 'envoy_bootstrap.json'), template);
  const sysctls: readonly { name: string; value: string }[] = pod['spec'].securityContext?.sysctls ?? [];
  const script = [
    // On the machine the proxy is nobody, and may not go where the run's folder is.
    `chown -R ${PROXY} ${root}`,
    `mkdir -p ${HOME} /run/bin /var/lib/istio/data`,
    `chown -R ${PROXY} /var/lib/istio`,
    `touch ${AGENT} ${ENVOY_HERE}`,
    `mount --bind ${root} ${HOME}`,
    `mount --bind ${binaryOf('pilot-agent')} ${AGENT}`,
    `mount --bind ${ENVOY} ${ENVOY_HERE}`,
    `mount --bind ${HOME}/hosts /etc/hosts`,
    ...sysctls.map(({ name, value }) => `echo ${value} > /proc/sys/${name.replaceAll('.', '/')}`),
  ];
  await machine.run('sh', ['-e'], `${script.join('\n')}\n`);
}

/** The command that starts Istio's agent as its container would: as its own user, without any capability. */
export function asProxy(args: readonly string[]): readonly string[] {
  const user = [`--reuid=${PROXY}`, `--regid=${PROXY}`, '--clear-groups'];
  const bare = ['setpriv', ...user, '--inh-caps=-all', '--bounding-set=-all', '--no-new-privs'];
  return ['sh', '-ec', `cd ${HOME}; exec "$@"`, 'sh', ...bare, AGENT, ...args];
}

/** The variables of the proxy's container, and what its image has. */
export function withImage(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const config = { ...(JSON.parse(env['PROXY_CONFIG'] || '{}') as object), binaryPath: ENVOY_HERE };
  // No cloud is asked where this runs.
  return { ...env, PATH: '/usr/bin:/bin', CLOUD_PLATFORM: 'none', PROXY_CONFIG: JSON.stringify(config) };
}
