import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../support/reference';
import { world } from '../support/world';

/** Whoever may see how old everything is, as docs/guides/rotate.md has it: no value of any secret. */
export const READER = `
path "staging/+/transit/keys/+" { capabilities = ["read"] }
path "staging/+/kv/metadata/+"  { capabilities = ["read"] }
path "staging/+/+/certs"        { capabilities = ["list"] }
path "staging/+/+/cert/+"       { capabilities = ["read"] }
path "staging/+/+/issuer/+"     { capabilities = ["read"] }
path "sys/leases/lookup/staging/*" { capabilities = ["list", "sudo"] }
path "sys/leases/lookup"        { capabilities = ["update"] }
path "sys/audit"                { capabilities = ["read", "sudo"] }
path "sys/storage/raft/autopilot/state" { capabilities = ["read"] }
`;

/** Runs the built `dwcp rotate verify staging` with a token, on the stack file of a folder. */
export function rotateVerify(
  folder: string,
  token: string,
  ...args: readonly string[]
): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }> {
  const main = join(ROOT, 'bin', 'cli', 'main.js');
  const platform = join(folder, 'asked.ts');
  const next = join(ROOT, 'test', 'e2e', 'vault-rotation', 'next-authority');
  writeFileSync(platform, `export { platform as default } from ${JSON.stringify(next)};\n`);
  const command = [main, '-C', folder, '--platform', platform, 'rotate', 'verify', 'staging', ...args];
  const { PATH } = process.env;
  const env = { HOME: '/nowhere', PATH, VAULT_TOKEN: token, VAULT_CACERT: world().vault.caFile, NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
