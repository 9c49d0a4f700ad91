import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { binaryOf } from '../servers/build';
import { makeAuthority } from '../servers/certificates';
import { run } from '../servers/command';
import { freePorts } from '../servers/ports';
import { launch, type Place, type Running } from '../servers/process';
import { exchange } from '../support/https';
import { PYTHON } from './programs';

const BUCKET = 'backups';

/** What somebody is known by. */
export interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** How one object lies in the store. */
export interface Lying {
  readonly bytes: number;
  readonly encryption: string | null;
  /** Whether what somebody uploaded is on the disks as it was. */
  readonly readable: boolean;
}

/** What a store is started with. */
export interface StorePlan {
  readonly port: number;
  /** Of `weed`. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** PEM of who signed its certificate, and the file with it. */
  readonly authority: string;
  readonly authorityFile: string;
  readonly keys: Keys;
  /** Of who may read, and nothing more. */
  readonly reader: Keys;
}

/**
 * SeaweedFS, spoken to as S3 is, over TLS only, at an address that has a name; what it encrypts, it encrypts by a key that is not on
 * its disks.
 */
export async function planStore(folder: string, address: string, name: string): Promise<StorePlan> {
  mkdirSync(join(folder, 'disks'), { recursive: true });
  const authority = await makeAuthority(join(folder, 'pki'), 'store');
  const called = { commonName: name, names: [`DNS:${name}`, `IP:${address}`] };
  const serving = await authority.issue('server', { ...called, usage: 'serverAuth' });
  const names = ['master', 'masterRpc', 'volume', 'volumeRpc', 'filer', 'filerRpc', 's3', 's3Rpc', 'https'] as const;
  const ports = await freePorts(...names);
  const [keys, reader] = [newKeys(), newKeys()];
  const identities = [
    { name: 'backup', credentials: [keys], actions: ['Admin', 'Read', 'Write', 'List', 'Tagging'] },
    { name: 'drill', credentials: [reader], actions: [`Read:${BUCKET}`, `List:${BUCKET}`] },
  ];
  writeFileSync(join(folder, 's3.json'), JSON.stringify({ identities }), { mode: 0o600 });
  const args = [
    ...['server', `-ip=${address}`, `-ip.bind=${address}`, `-dir=${join(folder, 'disks')}`],
    ...[`-master.port=${ports.master}`, `-master.port.grpc=${ports.masterRpc}`, '-master.volumeSizeLimitMB=100'],
    ...[`-volume.port=${ports.volume}`, `-volume.port.grpc=${ports.volumeRpc}`, '-volume.max=10'],
    ...['-filer', `-filer.port=${ports.filer}`, `-filer.port.grpc=${ports.filerRpc}`],
    ...['-s3', `-s3.port=${ports.s3}`, `-s3.port.https=${ports.https}`, `-s3.port.grpc=${ports.s3Rpc}`],
    ...[`-s3.cert.file=${serving.certFile}`, `-s3.key.file=${serving.keyFile}`],
    `-s3.config=${join(folder, 's3.json')}`,
  ];
  return {
    ...{ port: ports.https, args, env: { WEED_S3_SSE_KEK: randomBytes(32).toString('hex') }, keys, reader },
    ...{ authority: authority.pem, authorityFile: authority.certFile },
  };
}

type Look = readonly ['make' | 'lies' | 'keys' | 'lose' | 'cut' | 'change', ...string[]];

/** The command by which `look.py` does something with what is at an endpoint. */
export function lookAt(endpoint: string, folder: string, [what, ...on]: Look): readonly [string, ...string[]] {
  const disks = what === 'lies' ? [join(folder, 'disks')] : [];
  return [PYTHON, join(__dirname, 'look.py'), what, endpoint, BUCKET, ...on, ...disks];
}

/** One on this machine alone. */
export class Store {
  static async at(place: Place): Promise<Store> {
    const folder = join(place.runDir, place.name);
    return new Store(place, folder, await planStore(folder, '127.0.0.1', 'localhost'));
  }

  readonly endpoint: string;
  readonly bucket = BUCKET;
  private readonly place: Place;
  private readonly folder: string;
  private readonly plan: StorePlan;
  private running?: Running;

  private constructor(place: Place, folder: string, plan: StorePlan) {
    this.place = place;
    this.folder = folder;
    this.plan = plan;
    this.endpoint = `https://localhost:${plan.port}`;
  }

  get authority(): string {
    return this.plan.authority;
  }

  get keys(): Keys {
    return this.plan.keys;
  }

  get reader(): Keys {
    return this.plan.reader;
  }

  /** Starts it, and waits until it answers. */
  async start(): Promise<void> {
    const agent = new Agent({ ca: this.authority });
    this.running = await launch({
      ...this.place,
      logFile: join(this.folder, 'weed.log'),
      command: binaryOf('weed'),
      args: this.plan.args,
      env: this.plan.env,
      // Nothing of it is needed any more, and it takes its time to say good-bye.
      stopSignal: 'SIGKILL',
      // Nobody may, and it says so once all of it is there.
      ready: async () =>
        (await exchange({ method: 'GET', url: `${this.endpoint}/`, agent, headers: {} })).status === 403,
    });
    agent.destroy();
  }

  async stop(): Promise<void> {
    await this.running?.stop();
  }

  /** Has `look.py` do something, by these variables. */
  async look<T>(what: Look, env: Readonly<Record<string, string>>): Promise<T> {
    const [program, ...args] = lookAt(this.endpoint, this.folder, what);
    return JSON.parse(await run(program, args, { env })) as T;
  }
}

function newKeys(): Keys {
  return { accessKey: randomBytes(10).toString('hex'), secretKey: randomBytes(20).toString('hex') };
}
