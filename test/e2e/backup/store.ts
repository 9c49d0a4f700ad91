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

/** SeaweedFS, spoken to as S3 is, over TLS only; what it encrypts, it encrypts by a key that is not on its disks. */
export class Store {
  static async at(place: Place): Promise<Store> {
    const folder = join(place.runDir, place.name);
    mkdirSync(join(folder, 'disks'), { recursive: true });
    const authority = await makeAuthority(join(folder, 'pki'), 'store');
    const serving = await authority.issue('server', { commonName: 'localhost', usage: 'serverAuth' });
    const names = ['master', 'masterRpc', 'volume', 'volumeRpc', 'filer', 'filerRpc', 's3', 's3Rpc', 'https'] as const;
    const ports = await freePorts(...names);
    const [keys, reader] = [newKeys(), newKeys()];
    const identities = [
      { name: 'backup', credentials: [keys], actions: ['Admin', 'Read', 'Write', 'List', 'Tagging'] },
      { name: 'drill', credentials: [reader], actions: [`Read:${BUCKET}`, `List:${BUCKET}`] },
    ];
    writeFileSync(join(folder, 's3.json'), JSON.stringify({ identities }), { mode: 0o600 });
    const args = [
      ...['server', '-ip=127.0.0.1', '-ip.bind=127.0.0.1', `-dir=${join(folder, 'disks')}`],
      ...[`-master.port=${ports.master}`, `-master.port.grpc=${ports.masterRpc}`, '-master.volumeSizeLimitMB=100'],
      ...[`-volume.port=${ports.volume}`, `-volume.port.grpc=${ports.volumeRpc}`, '-volume.max=10'],
      ...['-filer', `-filer.port=${ports.filer}`, `-filer.port.grpc=${ports.filerRpc}`],
      ...['-s3', `-s3.port=${ports.s3}`, `-s3.port.https=${ports.https}`, `-s3.port.grpc=${ports.s3Rpc}`],
      ...[`-s3.cert.file=${serving.certFile}`, `-s3.key.file=${serving.keyFile}`],
      `-s3.config=${join(folder, 's3.json')}`,
    ];
    return new Store(place, {
      folder,
      args,
      port: ports.https,
      authority: authority.pem,
      keys,
      reader,
    });
  }

  readonly endpoint: string;
  /** PEM of who signed its certificate. */
  readonly authority: string;
  readonly bucket = BUCKET;
  readonly keys: Keys;
  /** Of who may read, and nothing more. */
  readonly reader: Keys;
  private readonly place: Place;
  private readonly folder: string;
  private readonly args: readonly string[];
  private readonly masterKey = randomBytes(32).toString('hex');
  private running?: Running;

  private constructor(
    place: Place,
    of: Pick<Store, 'authority' | 'keys' | 'reader'> & { folder: string; args: readonly string[]; port: number },
  ) {
    this.place = place;
    this.endpoint = `https://localhost:${of.port}`;
    this.authority = of.authority;
    this.keys = of.keys;
    this.reader = of.reader;
    this.folder = of.folder;
    this.args = of.args;
  }

  /** Starts it, and waits until it answers. */
  async start(): Promise<void> {
    const agent = new Agent({ ca: this.authority });
    this.running = await launch({
      ...this.place,
      logFile: join(this.folder, 'weed.log'),
      command: binaryOf('weed'),
      args: this.args,
      env: { WEED_S3_SSE_KEK: this.masterKey },
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
  async look<T>(
    [what, ...on]: readonly ['make' | 'lies' | 'keys' | 'lose' | 'cut' | 'change', ...string[]],
    env: Readonly<Record<string, string>>,
  ): Promise<T> {
    const args = [what, this.endpoint, this.bucket, ...on, ...(what === 'lies' ? [join(this.folder, 'disks')] : [])];
    return JSON.parse(await run(PYTHON, [join(__dirname, 'look.py'), ...args], { env })) as T;
  }
}

function newKeys(): Keys {
  return { accessKey: randomBytes(10).toString('hex'), secretKey: randomBytes(20).toString('hex') };
}
