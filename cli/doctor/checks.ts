import type { Check } from './check';
import { apiServer } from './checks/api-server';
import { dns } from './checks/dns';
import { encryption } from './checks/encryption';
import { mesh } from './checks/mesh';
import { monitoring } from './checks/monitoring';
import { networkPlugin } from './checks/network-plugin';
import { nodes } from './checks/nodes';
import { operators } from './checks/operators';
import { secretsCache } from './checks/secrets-cache';
import { versions } from './checks/versions';
import type { CheckId } from './ids';

/** Every check but that of the identity: an id without one does not compile. */
export const CHECKS: Readonly<Record<CheckId, Check>> = {
  'api-server': apiServer,
  networks: nodes,
  dns,
  'network-plugin': networkPlugin,
  operators,
  mesh,
  monitoring,
  versions,
  encryption,
  'secrets-cache': secretsCache,
};
