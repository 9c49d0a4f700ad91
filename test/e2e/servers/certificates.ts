import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command';

/** A certificate and its key, as files. */
export interface KeyPair {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface LeafOptions {
  /** Becomes the common name: what PostgreSQL compares with the user, and Kubernetes takes as the user. */
  readonly commonName: string;
  /** Both, where a server asks itself whether it is there. */
  readonly usage: 'serverAuth' | 'clientAuth' | 'serverAuth,clientAuth';
  /** What a server is called beside `localhost`, as OpenSSL writes it: `IP:192.0.2.1`, `DNS:example.com`. */
  readonly names?: readonly string[];
  /** Whether a server is called `localhost` at all. @default true */
  readonly loopback?: boolean;
  /** When it ends, to the second. @default - in two days */
  readonly ends?: Date;
}

/** A certificate authority made for one run; its key never leaves the run's folder. */
export interface Authority extends KeyPair {
  /** PEM of its own certificate. */
  readonly pem: string;
  issue(name: string, leaf: LeafOptions): Promise<KeyPair>;
  /** One that signs below it. */
  issueAuthority(name: string, commonName: string): Promise<KeyPair>;
}

const LOOPBACK = ['IP:127.0.0.1', 'DNS:localhost'];

const SIGNS = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign'];

export async function makeAuthority(dir: string, commonName: string): Promise<Authority> {
  mkdirSync(dir, { recursive: true });
  const own = await certificate(dir, 'ca', commonName, SIGNS);
  const signed = ['-CA', own.certFile, '-CAkey', own.keyFile];
  return {
    ...own,
    pem: readFileSync(own.certFile, 'utf8'),
    issue: async (name, leaf) => {
      const names = [...(leaf.loopback === false ? [] : LOOPBACK), ...(leaf.names ?? [])];
      const extensions = [
        'basicConstraints=critical,CA:FALSE',
        `extendedKeyUsage=${leaf.usage}`,
        ...(leaf.usage !== 'clientAuth' ? [`subjectAltName=${names.join()}`] : []),
      ];
      const pair = await certificate(dir, name, leaf.commonName, extensions, signed);
      if (leaf.ends !== undefined) await signAgain(join(dir, name), own, pair, extensions, leaf.ends);
      return pair;
    },
    issueAuthority: (name, itsName) => certificate(dir, name, itsName, SIGNS, signed),
  };
}

/** `openssl req` counts in days; `openssl ca`, which keeps a list of what it has signed, to the second. */
async function signAgain(
  dir: string,
  authority: KeyPair,
  { certFile, keyFile }: KeyPair,
  extensions: readonly string[],
  ends: Date,
): Promise<void> {
  mkdirSync(dir, { recursive: true });
  const [config, request, list] = ['ca.cnf', 'request.pem', 'list'].map((file) => join(dir, file)) as [
    string,
    string,
    string,
  ];
  writeFileSync(list, '');
  writeFileSync(
    config,
    [
      ...['[ca]', 'default_ca=own', '[own]', `database=${list}`, `new_certs_dir=${dir}`, 'default_md=sha256'],
      ...['rand_serial=yes', 'policy=any', 'x509_extensions=leaf', '[any]', 'commonName=supplied'],
      ...['[leaf]', ...extensions, ''],
    ].join('\n'),
  );
  await run('openssl', ['x509', '-x509toreq', '-in', certFile, '-key', keyFile, '-out', request]);
  await run('openssl', [
    ...['ca', '-batch', '-notext', '-config', config, '-in', request, '-out', certFile],
    ...['-cert', authority.certFile, '-keyfile', authority.keyFile],
    ...['-enddate', `${ends.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`],
  ]);
}

async function certificate(
  dir: string,
  name: string,
  commonName: string,
  extensions: readonly string[],
  signer: readonly string[] = [],
): Promise<KeyPair> {
  const pair = { certFile: join(dir, `${name}.crt`), keyFile: join(dir, `${name}.key`) };
  await run('openssl', [
    ...['req', '-x509', '-config', emptyConfig(dir), '-days', '2', '-subj', `/CN=${commonName}`],
    ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc'],
    ...['-out', pair.certFile, '-keyout', pair.keyFile],
    ...extensions.flatMap((extension) => ['-addext', extension]),
    ...signer,
  ]);
  chmodSync(pair.keyFile, 0o600);
  return pair;
}

/** The machine's own openssl.cnf adds extensions that differ between distributions. */
function emptyConfig(dir: string): string {
  const file = join(dir, 'openssl.cnf');
  if (!existsSync(file)) writeFileSync(file, '[req]\ndistinguished_name = none\n[none]\n');
  return file;
}
