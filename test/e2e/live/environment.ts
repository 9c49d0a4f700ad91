import { App } from 'cdk8s';
import { Environment, type Facts } from '../../../constructs';
import { FACTS } from '../../support/environment';
import { API_PORT, CONTROL_PLANE_ADDRESS, DNS_SERVICE_ADDRESS, NODE_CIDR, POD_CIDR } from './cluster/addresses';

/** Where Vault finds the certificates by which databases trust it. */
export const DATABASES = '/vault/userconfig';

/** Where the Vault Secrets Operator finds the authority of Vault. */
export const VAULT_CA = '/vault-authority/ca.crt';

/** An environment as strict as production, where the cluster is the one that runs, with what is true beside that. */
export function liveEnvironment(clusterId: string, others: Partial<Facts> = {}): Environment {
  return new Environment(new App(), 'live', {
    posture: { name: 'live', data: 'protected', zoneSpread: 'required', enforcement: 'enforced' },
    facts: {
      ...FACTS,
      vault: { ...FACTS.vault, databaseCertificates: DATABASES, caPath: VAULT_CA },
      cluster: {
        ...FACTS.cluster,
        id: clusterId,
        apiServer: { cidrs: [`${CONTROL_PLANE_ADDRESS}/32`], port: API_PORT },
        dns: { serviceIp: DNS_SERVICE_ADDRESS },
        podCidrs: [POD_CIDR],
        nodeCidrs: [NODE_CIDR],
        networkPlugin: { name: 'kube-router' },
      },
      ...others,
    },
  });
}
