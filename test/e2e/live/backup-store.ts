import { join } from 'node:path';
import type { BackupFacts } from '../../../constructs';
import { BACKUP_STORE } from '../../support/backup-store';
import { BARMAN } from '../backup/programs';
import { type Keys, lookAt, planStore } from '../backup/store';
import { binaryOf } from '../servers/build';
import { CONTROL_PLANE_ADDRESS } from './cluster/addresses';
import type { Cluster } from './cluster/cluster';

/** By which pods find it, outside the cluster. */
export const STORE_NAME = 's3.example.com';

/** A store outside of a cluster, with a bucket in which nothing is yet. */
export interface LiveStore {
  /** What is true of it, but for the image of the programs that speak to it. */
  readonly facts: Omit<BackupFacts, 'image'>;
  readonly keys: Keys;
  /** Of who may read, and nothing more. */
  readonly reader: Keys;
  /** What is in it, by its keys. */
  list(): Promise<readonly string[]>;
}

/** Starts one beside the control plane. */
export async function startStore({ controlPlane, dir }: Cluster): Promise<LiveStore> {
  const folder = join(dir, 'store');
  const { port, args, env, authority, authorityFile, keys, reader } = await planStore(
    folder,
    CONTROL_PLANE_ADDRESS,
    STORE_NAME,
  );
  const variables = {
    ...{ PYTHONPATH: BARMAN, PYTHONDONTWRITEBYTECODE: '1', AWS_CA_BUNDLE: authorityFile },
    ...{ AWS_DEFAULT_REGION: BACKUP_STORE.region, AWS_ACCESS_KEY_ID: keys.accessKey },
    AWS_SECRET_ACCESS_KEY: keys.secretKey,
  };
  const look = async (what: 'make' | 'keys') => {
    const command = lookAt(`https://${CONTROL_PLANE_ADDRESS}:${port}`, folder, [what]);
    const assigned = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
    return JSON.parse(await controlPlane.run('env', [...assigned, ...command])) as readonly string[];
  };
  await controlPlane.launch('weed', [binaryOf('weed'), ...args], {
    env,
    ready: async () => {
      await look('make');
      return true;
    },
  });
  const { bucket, region } = BACKUP_STORE;
  return {
    facts: {
      ...{ endpoint: `https://${STORE_NAME}:${port}`, bucket, region, authorityCertificate: authority },
      ranges: [`${CONTROL_PLANE_ADDRESS}/32`],
    },
    ...{ keys, reader, list: () => look('keys') },
  };
}
