import { mkdirSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { referenceResources } from '../../support/reference';
import { run } from '../servers/command';
import { freePorts } from '../servers/ports';
import { launch, type Running } from '../servers/process';
import { vaultRequest } from '../support/vault-api';
import { world } from '../support/world';

/** Files of a certificate that Vault issued. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
  readonly pem: string;
  readonly privateKey: string;
}

export interface RedisServer {
  readonly port: number;
  /** @default - loopback */
  readonly host?: string;
}

/** Has Vault issue a certificate for one of the plan's pods, with the names that its VaultPKISecret asks for. */
export async function issue(pod: string): Promise<Certificate> {
  const { vault, runDir } = world();
  const secret = referenceResources('dev').find(
    (resource) =>
      resource.api === 'kubernetes' &&
      resource.object.kind === 'VaultPKISecret' &&
      (resource.object['spec'] as { role: string }).role === pod,
  );
  if (secret?.api !== 'kubernetes') throw new Error(`the plan issues nothing to ${pod}`);
  const { mount, role, commonName, altNames, ttl } = secret.object['spec'] as Record<string, string> & {
    altNames: string[];
  };
  const { data } = (await vaultRequest(vault, 'POST', `${mount}/issue/${role}`, {
    common_name: commonName,
    alt_names: (altNames ?? []).join(','),
    ttl,
  })) as { data: { certificate: string; private_key: string; issuing_ca: string } };
  const folder = join(runDir, `redis-${pod}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key'), ca: join(folder, 'ca.crt') };
  writeFileSync(files.cert, data.certificate);
  writeFileSync(files.key, data.private_key, { mode: 0o600 });
  writeFileSync(files.ca, data.issuing_ca);
  return { ...files, pem: data.certificate, privateKey: data.private_key };
}

/** The plan's own configuration, with other file names and another port, in a real server. */
export async function startRedis(server: Certificate): Promise<RedisServer & { readonly running: Running }> {
  const { runDir } = world();
  const { redis: port } = await freePorts('redis');
  const planned = referenceResources('dev').find(({ id }) => id === 'v1/ConfigMap dwcp/dwcp-redis');
  if (planned?.api !== 'kubernetes') throw new Error('the plan has no configuration of Redis');
  const data = join(runDir, 'redis-data');
  mkdirSync(data);
  const config = (planned.object['data'] as Record<string, string>)
    ['redis.conf']!.replace('tls-port 6379', `tls-port ${port}`)
    .replace('dir /data', `dir ${data}`)
    .replaceAll('/var/run/secrets/dwcp/tls/tls.crt', server.cert)
    .replaceAll('/var/run/secrets/dwcp/tls/tls.key', server.key)
    .replaceAll('/var/run/secrets/dwcp/tls/ca.crt', server.ca);
  const file = join(data, 'redis.conf');
  writeFileSync(file, config);
  const running = await launch({
    name: 'redis',
    runDir,
    logFile: join(data, 'redis.log'),
    command: '/usr/bin/redis-server',
    args: [file],
    ready: async () => (await redis({ port }, server, 'PING')) === 'PONG',
  });
  return { port, running };
}

/** One that is not loopback, which is what every client in a cluster comes to. */
export function addressOfThisMachine(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const address = all.find(({ internal, family }) => !internal && family === 'IPv4')?.address;
  if (address === undefined) throw new Error('this machine has no address but loopback; give it a network');
  return address;
}

/** One command as a client with this certificate, or with none. */
export async function redis(
  { port, host = '127.0.0.1' }: RedisServer,
  certificate: Certificate | undefined,
  ...command: readonly string[]
): Promise<string> {
  const identity =
    certificate === undefined
      ? ['--insecure']
      : ['--cert', certificate.cert, '--key', certificate.key, '--cacert', certificate.ca];
  return (await run('/usr/bin/redis-cli', ['-h', host, '-p', String(port), '--tls', ...identity, ...command])).trim();
}
