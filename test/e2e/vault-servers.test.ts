import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { ROOT } from '../support/reference';
import { binaryOf } from './servers/build';
import { eventually } from './support/eventually';
import { vaultRequest } from './support/vault-api';
import { runFolder, world } from './support/world';
import { READER } from './vault-rotation/asked';
import { RaftVault } from './vault-servers/raft';

const MOUNT = 'unseal';
const AVAILABILITY = { servers: 3, seal: 'transit', snapshotHours: 24 };

const { vault: unsealer } = world();
const folder = join(runFolder(), 'vault-servers');
const audit = join(folder, 'audit.log');

let vault: RaftVault;
let reader: string;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  await vaultRequest(unsealer, 'POST', `sys/mounts/${MOUNT}`, { type: 'transit' });
  await vaultRequest(unsealer, 'POST', `${MOUNT}/keys/raft`, {});
  vault = await RaftVault.start(folder, { ...unsealer, mount: MOUNT, key: 'raft' });
  await vaultRequest(vault.login, 'PUT', 'sys/audit/file', { type: 'file', options: { file_path: audit } });
  await vaultRequest(vault.login, 'PUT', 'sys/policies/acl/reader', { policy: READER });
  const made = await vaultRequest(vault.login, 'POST', 'auth/token/create', { policies: ['reader'] });
  reader = (made as { readonly auth: { readonly client_token: string } }).auth.client_token;
}, 120_000);
afterAll(async () => {
  await vault?.stop();
  await vaultRequest(unsealer, 'DELETE', `sys/mounts/${MOUNT}`);
});

/** What `dwcp rotate verify` says of the servers, and how it ends. */
function asked(...args: readonly string[]): { readonly status: number | null; readonly servers: readonly string[] } {
  const facts = parseDocument(readFileSync(join(ROOT, 'Pulumi.staging.yaml'), 'utf8'));
  facts.setIn(['config', 'dwcp:vault', 'address'], vault.login.address);
  facts.setIn(['config', 'dwcp:vault', 'availability'], AVAILABILITY);
  writeFileSync(join(folder, 'Pulumi.staging.yaml'), facts.toString());
  const platform = join(ROOT, 'test', 'e2e', 'vault-servers', 'platform.ts');
  const command = [join(ROOT, 'bin', 'cli', 'main.js'), '-C', folder, '--platform', platform];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...command, 'rotate', 'verify', 'staging', '--json', ...args],
    {
      encoding: 'utf8',
      env: { HOME: '/nowhere', PATH: process.env['PATH'], VAULT_TOKEN: reader, VAULT_CACERT: vault.login.caFile },
    },
  );
  expect(stderr).toBe('');
  const { servers } = JSON.parse(stdout) as { readonly servers: readonly { status: string; says: string }[] };
  return { status, servers: servers.map((one) => `${one.status}: ${one.says}`) };
}

const UNSEALED = 'ok: Vault is unsealed by transit when it starts';
const VOTING = 'ok: 3 servers of Vault vote, and are healthy';

/** The server that votes is told late. */
const says = (line: string) =>
  eventually(async () => asked().servers.includes(line), { what: line, timeoutMs: 60_000 });

test('one server is told to be too few, and a snapshot that nobody knows of to be unknown', () => {
  expect(asked()).toEqual({
    status: 1,
    servers: [
      UNSEALED,
      'deviates: 1 server of Vault votes, where 3 have to',
      'unknown: nobody knows when the last snapshot of Vault was taken',
    ],
  });
});

test('three that vote, and a snapshot by its own command, are in order', async () => {
  await vault.join();
  await vault.join();
  await says(VOTING);
  expect(asked('--audit', audit).servers[2]).toMatch(
    /^unknown: the audit begins .*, and has no snapshot of Vault since$/,
  );
  const { address, token, caFile } = vault.login;
  execFileSync(binaryOf('vault'), ['operator', 'raft', 'snapshot', 'save', join(folder, 'vault.snap')], {
    env: { HOME: folder, VAULT_ADDR: address, VAULT_TOKEN: token, VAULT_CACERT: caFile },
  });
  await says(VOTING);
  const { status, servers } = asked('--audit', audit);
  expect({ status, servers }).toEqual({
    status: 0,
    servers: [UNSEALED, VOTING, expect.stringMatching(/^ok: a snapshot of Vault was taken \d+ seconds ago, by root$/)],
  });
});

test('one of three that is gone is named', async () => {
  await vault.lose();
  await says('deviates: of 3 servers of Vault that vote, not healthy: raft-2');
});
