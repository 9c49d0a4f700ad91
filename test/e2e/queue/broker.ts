import { chownSync, copyFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FILES, OWN_FOLDER } from '../../../constructs/data/rabbitmq-config';
import { type Packages, queuePackages } from '../live/cluster/packages';
import { makeAuthority } from '../servers/certificates';
import { run } from '../servers/command';
import { launch, type Place, type Running } from '../servers/process';
import type { RenderedBroker } from './rendered';

/** What a client does, and what it has with it. */
export interface Step {
  /** The common name of its certificate. @default - it has none */
  readonly as?: string;
  readonly password?: readonly [user: string, password: string];
  readonly tls?: 'TLSv1_2' | 'TLSv1_3';
  /** An action of `client.py`, and of what. */
  readonly do: readonly [action: string, ...of: (string | number)[]];
}

/** RabbitMQ of Debian, with what is rendered: the only node of its cluster, in a root and a network of its own. */
export interface Broker {
  /** What came of each step: what it read, `ok`, or why it was refused. */
  ask(...steps: readonly Step[]): Promise<readonly unknown[]>;
  /** Ends all of it from one moment to the next. */
  kill(): Promise<void>;
  /** Starts it again with the data that it has, and what is mounted now. */
  startAgain(files: RenderedBroker['files']): Promise<void>;
}

/** The user that the image runs as, and the first one that the operator has it make. */
const ACCOUNT = 999;
export const FIRST_USER = ['default_user_of_operator', 'its_password'] as const;

/** What the operator configures: https://github.com/rabbitmq/cluster-operator/blob/v2.20.0/internal/resource/configmap.go */
const OF_OPERATOR = `log.console = true
cluster_partition_handling = pause_minority
cluster_name = jobs
default_user = ${FIRST_USER[0]}
default_pass = ${FIRST_USER[1]}
ssl_options.certfile = /etc/rabbitmq-tls/tls.crt
ssl_options.keyfile = /etc/rabbitmq-tls/tls.key
listeners.ssl.default = 5671
management.ssl.certfile = /etc/rabbitmq-tls/tls.crt
management.ssl.keyfile = /etc/rabbitmq-tls/tls.key
management.ssl.port = 15671
prometheus.ssl.certfile = /etc/rabbitmq-tls/tls.crt
prometheus.ssl.keyfile = /etc/rabbitmq-tls/tls.key
prometheus.ssl.port = 15691
listeners.tcp = none
`;

/** Certificates: of nobody that was granted something, and of somebody who was, by another authority. */
export const UNKNOWN = 'stranger.shop';
export const FOREIGN = 'foreign';

const TLS = '/etc/rabbitmq-tls';
const DATA = '/var/lib/rabbitmq';

const PLUGINS_OF_OPERATOR = ['rabbitmq_peer_discovery_k8s', 'rabbitmq_prometheus', 'rabbitmq_management'];

/** In a network of its own, since its ports are those of every other. */
const ENTER = `
ip link set lo up
mount --bind "$1/usr" "$2/usr"
mount --rbind /dev "$2/dev"
mount -t proc proc "$2/proc"
root=$2; shift 2
exec chroot --userspec=${ACCOUNT}:${ACCOUNT} "$root" "$@"
`;

/** Starts it, with what is rendered and certificates as Vault signs them. It needs root. */
export async function startBroker(place: Place, rendered: RenderedBroker): Promise<Broker> {
  const packages = await queuePackages(() => undefined);
  const root = join(place.runDir, place.name, 'root');
  makeRoot(root, packages, rendered);
  await certify(root, rendered);
  let starts = 0;
  const start = async (): Promise<Running> => {
    const logFile = join(place.runDir, place.name, `rabbitmq-${++starts}.log`);
    return await launch({
      ...{ ...place, logFile, command: 'unshare' },
      args: [
        ...['--mount', '--net', '--pid', '--fork', '--kill-child', '--propagation', 'private'],
        ...['sh', '-ec', ENTER, 'sh', packages.root, root, '/usr/lib/rabbitmq/bin/rabbitmq-server'],
      ],
      env: {
        PATH: '/usr/lib/rabbitmq/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        HOME: DATA,
        LANG: 'C.UTF-8',
        RABBITMQ_USE_LONGNAME: 'true',
        RABBITMQ_NODENAME: `rabbit@${rendered.node}`,
        RABBITMQ_ENABLED_PLUGINS_FILE: '/etc/rabbitmq/enabled_plugins',
        RABBITMQ_LOGS: '-',
      },
      // All that it has started ends with it.
      stopSignal: 'SIGKILL',
      ready: async () => readFileSync(logFile, 'utf8').includes('Server startup complete'),
    });
  };
  let running = await start();
  return {
    ask: async (...steps) => {
      const printed = await run('nsenter', [
        ...['--target', `${running.pid}`, '--mount', '--net', 'chroot', root],
        ...['/usr/bin/python3', '/clients/client.py', rendered.host, JSON.stringify(steps)],
      ]);
      return JSON.parse(printed) as unknown[];
    },
    kill: () => running.stop(),
    startAgain: async (files) => {
      mount(root, files);
      running = await start();
    },
  };
}

/** What its container has: the image's programs, what is mounted, and what the operator and we configure. */
function makeRoot(root: string, packages: Packages, rendered: RenderedBroker): void {
  for (const folder of ['usr', 'dev', 'proc', 'tmp', 'clients', TLS, OWN_FOLDER, DATA, 'etc/rabbitmq/conf.d'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const folder of ['bin', 'sbin', 'lib', 'lib64']) symlinkSync(`usr/${folder}`, join(root, folder));
  cpSync(join(packages.root, 'etc'), join(root, 'etc'), { recursive: true });
  for (const folder of ['tmp', DATA]) chownSync(join(root, folder), ACCOUNT, ACCOUNT);
  const files = {
    'etc/passwd': `rabbitmq:x:${ACCOUNT}:${ACCOUNT}::${DATA}:/bin/sh\n`,
    'etc/hosts': `127.0.0.1 localhost ${rendered.node} ${rendered.host}\n`,
    'etc/rabbitmq/enabled_plugins': `[${[...PLUGINS_OF_OPERATOR, ...rendered.plugins].join()}].\n`,
    'etc/rabbitmq/rabbitmq-env.conf': rendered.environment,
    'etc/rabbitmq/conf.d/10-operator.conf': OF_OPERATOR,
    'etc/rabbitmq/conf.d/90-ours.conf': rendered.configuration,
  };
  for (const [path, content] of Object.entries(files)) writeFileSync(join(root, path), content);
  mount(root, rendered.files);
  copyFileSync(join(__dirname, 'client.py'), join(root, 'clients/client.py'));
}

function mount(root: string, files: RenderedBroker['files']): void {
  for (const [path, content] of Object.entries(files)) writeFileSync(join(root, OWN_FOLDER, path), content);
}

/** As Vault signs what is asked of it, beside those that let nobody in. */
async function certify(root: string, { names, clients }: RenderedBroker): Promise<void> {
  const authority = await makeAuthority(join(root, 'clients'), 'jobs');
  const [commonName, ...others] = names as [string, ...string[]];
  const node = await authority.issue('node', {
    ...{ commonName, usage: 'serverAuth,clientAuth', loopback: false },
    names: [commonName, ...others].map((name) => `DNS:${name}`),
  });
  copyFileSync(authority.certFile, join(root, OWN_FOLDER, FILES.authority));
  copyFileSync(node.certFile, join(root, TLS, 'tls.crt'));
  copyFileSync(node.keyFile, join(root, TLS, 'tls.key'));
  chownSync(join(root, TLS, 'tls.key'), ACCOUNT, ACCOUNT);
  for (const client of [...clients, UNKNOWN, FIRST_USER[0]]) {
    await authority.issue(client, { commonName: client, usage: 'clientAuth' });
  }
  const elsewhere = await makeAuthority(join(root, 'elsewhere'), 'jobs');
  const foreign = await elsewhere.issue(FOREIGN, { commonName: clients[0]!, usage: 'clientAuth' });
  copyFileSync(foreign.certFile, join(root, 'clients', `${FOREIGN}.crt`));
  copyFileSync(foreign.keyFile, join(root, 'clients', `${FOREIGN}.key`));
}
