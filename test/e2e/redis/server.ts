import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from 'redis';
import { type Environment, planOf } from '../../../constructs';
import { type Authority, type KeyPair, makeAuthority } from '../servers/certificates';
import { run } from '../servers/command';
import { freePorts } from '../servers/ports';
import { launch, type Place } from '../servers/process';
import type { RedisProgram } from './programs';

/** A user of the tests, who alone may ask for all that is configured. */
export const EXAMINER = { username: 'examiner', password: 'of-these-tests' } as const;

export type Client = Awaited<ReturnType<typeof connected>>;

/** How somebody comes to the server. */
export interface Coming {
  /** With which certificate. @default - with none */
  readonly certificate?: KeyPair;
  /** @default - loopback */
  readonly host?: string;
  /** @default false - as whoever the certificate makes of it */
  readonly examines?: boolean;
}

export interface Server {
  readonly port: number;
  readonly authority: Authority;
  /** Its own certificate, with which it asks itself. */
  readonly own: KeyPair;
  /** The folder that it may write to. */
  readonly data: string;
  /** A connection, which is ended with the server at the latest. */
  connect(coming: Coming): Promise<Client>;
  /** The files in its folder. */
  written(): readonly string[];
  stop(): Promise<void>;
}

/** What a server of a tree is told, as it is rendered. */
export interface Told {
  readonly config: string;
  /** The command that its probes run. */
  readonly probe: string;
}

/** What the server of this name is told. */
export function toldOf(tree: Environment, name: string): Told {
  const objects = planOf(tree).resources.flatMap((one) => (one.api === 'kubernetes' ? [one.object] : []));
  // As the API server reads them: whatever they say.
  const named = (...kinds: readonly string[]): any =>
    objects.find(({ kind, metadata }) => kinds.includes(kind) && metadata.name === name);
  const [container] = named('Deployment', 'StatefulSet').spec.template.spec.containers;
  return { config: named('ConfigMap').data['redis.conf'], probe: container.readinessProbe.exec.command.at(-1) };
}

/** Starts a program with what is rendered, but for the port and the places of files; it has started when its own probe says so. */
export async function startServer({ runDir, name }: Place, program: RedisProgram, told: Told): Promise<Server> {
  const folder = join(runDir, name);
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const authority = await makeAuthority(join(folder, 'tls'), 'redis');
  const own = await authority.issue('server', { commonName: nameIn(told.config), usage: 'serverAuth,clientAuth' });
  const { redis: port } = await freePorts('redis');
  const here = (text: string) =>
    text
      .replaceAll('6379', `${port}`)
      .replaceAll('/var/run/secrets/dwcp/tls/tls.crt', own.certFile)
      .replaceAll('/var/run/secrets/dwcp/tls/tls.key', own.keyFile)
      .replaceAll('/var/run/secrets/dwcp/tls/ca.crt', authority.certFile)
      .replace('valkey-cli', program.cli.join(' '));
  const config = join(folder, 'redis.conf');
  const { username, password } = EXAMINER;
  const rendered = here(told.config).replace('dir /data', `dir ${data}`);
  const ours = [
    ...(rendered.includes('\ndir ') ? [] : [`dir ${data}`]),
    `user ${username} on >${password} ~* &* +@all`,
  ];
  writeFileSync(config, `${rendered}${ours.join('\n')}\n`);
  const [command, ...args] = program.server;
  const clients: Client[] = [];
  const running = await launch({
    ...{ name, runDir, command, args: [...args, config], logFile: join(folder, 'redis.log') },
    ready: async () => {
      await run('sh', ['-c', here(told.probe)]);
      return true;
    },
    timeoutMs: 20_000,
  });
  return {
    ...{ port, authority, own, data },
    connect: async (coming) => {
      const client = await connected(port, authority, coming);
      clients.push(client);
      return client;
    },
    written: () => readdirSync(data, { recursive: true, encoding: 'utf8' }),
    stop: async () => {
      for (const client of clients) if (client.isOpen) client.destroy();
      await running.stop();
    },
  };
}

/** What the server's certificate calls it: the user that its probes are, where each client is one. */
function nameIn(config: string): string {
  return /^user (\S+) on -@all \+ping$/m.exec(config)?.[1] ?? 'server';
}

async function connected(port: number, authority: Authority, { certificate, host = '127.0.0.1', examines }: Coming) {
  const client = createClient({
    ...(examines && EXAMINER),
    socket: {
      ...{ host, port, tls: true, ca: authority.pem, reconnectStrategy: false },
      // The name in the certificate is that of loopback: who the server is, is not what is asked here.
      checkServerIdentity: () => undefined,
      ...(certificate && { cert: readFileSync(certificate.certFile), key: readFileSync(certificate.keyFile) }),
    },
  });
  // What ends a connection is told to whoever waits for an answer.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
