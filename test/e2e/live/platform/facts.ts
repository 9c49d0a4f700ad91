import type { PlatformFacts } from '../../../../stacks/facts';
import { FACTS } from '../../../support/environment';
import { API_PORT, CONTROL_PLANE_ADDRESS, DNS_SERVICE_ADDRESS, NODE_CIDR, POD_CIDR } from '../cluster/addresses';
import type { DatabaseImages } from '../cluster/database-image';
import { DATABASES, VAULT_CA } from '../environment';
import { AUDIT_FOLDER, VAULT, VAULT_ADDRESS } from '../vault';

/** Where people log in, outside the cluster. */
export const LOGIN = 'login.example.com';

/** By whom workloads of its mesh are named. */
export const TRUST_DOMAIN = 'live.dwcp.internal';

/** The ClusterIssuer of its gateway's certificate. */
export const CERTIFICATE_ISSUER = 'live';

/** Where logs are collected, outside the cluster. */
export const COLLECTOR_PORT = 9000;
const COLLECTOR = `${CONTROL_PLANE_ADDRESS}:${COLLECTOR_PORT}`;

/** What is true of a live cluster: its id, where its Vault is reached from outside, and what is on its nodes. */
export function factsOf(id: string, vaultAddress: string, { database, redis, visits }: DatabaseImages): PlatformFacts {
  return {
    domain: 'dwcp.example.com',
    cluster: {
      ...FACTS.cluster,
      id,
      context: 'live',
      apiServer: { cidrs: [`${CONTROL_PLANE_ADDRESS}/32`], port: API_PORT },
      dns: { serviceIp: DNS_SERVICE_ADDRESS },
      podCidrs: [POD_CIDR],
      nodeCidrs: [NODE_CIDR],
      trustDomain: TRUST_DOMAIN,
    },
    vault: {
      address: VAULT_ADDRESS,
      deployAddress: vaultAddress,
      namespace: VAULT,
      caPath: VAULT_CA,
      databaseCertificates: DATABASES,
      audit: { file: `${AUDIT_FOLDER}/audit.log`, socket: COLLECTOR },
    },
    gateway: { clientCidrs: ['0.0.0.0/0'] },
    identity: {
      issuer: `https://${LOGIN}/`,
      jwksUri: `https://${LOGIN}/.well-known/jwks.json`,
      audience: 'https://dwcp.example.com',
      accessTokenMinutes: 60,
    },
    certificateIssuer: CERTIFICATE_ISSUER,
    images: {
      api: visits.reference,
      worker: visits.reference,
      report: visits.reference,
      postgres: database.reference,
      pgbouncer: database.reference,
      redis: redis.reference,
    },
  };
}
