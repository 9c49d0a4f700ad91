import { type VaultLogin, vaultRequest } from '../support/vault-api';

export type VaultAttempt = readonly [what: string, ask: (vault: VaultLogin) => Promise<unknown>];

/** Of an environment, one's own or another: what was made, or is made when somebody asks. */
const generated = (environment: string): readonly VaultAttempt[] => {
  const [database, authority] = [`${environment}/dwcp/dwcp-postgres`, `${environment}/dwcp/dwcp-redis`];
  const transit = `${environment}/dwcp/canary-transit`;
  const attempts: readonly VaultAttempt[] = [
    ['read a secret', (vault) => vaultRequest(vault, 'GET', `${environment}/dwcp/canary/song`)],
    ['sign', (vault) => vaultRequest(vault, 'POST', `${transit}/hmac/song`, { input: 'bGE=' })],
    ['encrypt', (vault) => vaultRequest(vault, 'POST', `${transit}/encrypt/song`, { plaintext: 'bGE=' })],
    ['log in to the database', (vault) => vaultRequest(vault, 'GET', `${database}/creds/dwcp-api`)],
    ['log in to it by a name that stays', (vault) => vaultRequest(vault, 'GET', `${database}/static-creds/dwcp-api`)],
    ['have a certificate', (vault) => vaultRequest(vault, 'POST', `${authority}/issue/dwcp-api`, {})],
    ['have one of an issuer', (vault) => vaultRequest(vault, 'POST', `${authority}/issuer/default/issue/dwcp-api`, {})],
    ['have one signed', (vault) => vaultRequest(vault, 'POST', `${authority}/sign/dwcp-api`, { csr: '' })],
    ['make an authority of its own', (vault) => vaultRequest(vault, 'POST', `${authority}/root/sign-intermediate`, {})],
  ];
  return attempts.map(([what, ask]) => [`${what}, of ${environment}`, ask]);
};

/** What belongs to an environment that is another's. */
const foreign = (environment: string): readonly VaultAttempt[] => [
  [
    `write a policy of ${environment}`,
    (vault) => vaultRequest(vault, 'POST', `sys/policies/acl/${environment}.dwcp.dwcp-api`, { policy: '' }),
  ],
  [
    `write a role of ${environment}`,
    (vault) => vaultRequest(vault, 'POST', `auth/${environment}/dwcp/kubernetes/role/dwcp-api`, {}),
  ],
  [
    `take an engine of ${environment} away`,
    (vault) => vaultRequest(vault, 'DELETE', `sys/mounts/${environment}/dwcp/canary`),
  ],
];

/** What whoever deploys an environment asks Vault for in vain, each a request of its own. */
export const attemptsOn = (environment: string, others: readonly string[]): readonly VaultAttempt[] => [
  ...[environment, ...others].flatMap(generated),
  ...others.flatMap(foreign),
  [
    'write its own policy',
    (vault) => vaultRequest(vault, 'POST', `sys/policies/acl/dwcp-deployer-${environment}`, { policy: '' }),
  ],
  ['have a token that outlives its own', (vault) => vaultRequest(vault, 'POST', 'auth/token/create-orphan', {})],
  ['add a way to log in', (vault) => vaultRequest(vault, 'POST', 'sys/auth/canary', { type: 'userpass' })],
  ['add an engine', (vault) => vaultRequest(vault, 'POST', 'sys/mounts/canary', { type: 'kv' })],
  ['see what else there is', (vault) => vaultRequest(vault, 'GET', 'sys/mounts')],
  ['seal it', (vault) => vaultRequest(vault, 'PUT', 'sys/seal')],
  ['turn the audit off', (vault) => vaultRequest(vault, 'DELETE', 'sys/audit/file')],
];

/** Where data is protected, beside all that. */
export const attemptsOnData = (environment: string): readonly VaultAttempt[] => [
  [
    'take an engine away with its data',
    (vault) => vaultRequest(vault, 'DELETE', `sys/mounts/${environment}/dwcp/dwcp-postgres`),
  ],
  ['turn its own audit off', (vault) => vaultRequest(vault, 'DELETE', `sys/audit/${environment}-file`)],
];
