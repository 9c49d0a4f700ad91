import type { Engine } from '../support/engine';
import { writePlatform } from '../support/own-stack';
import { vaultRequest } from '../support/vault-api';
import { world } from '../support/world';
import type { Authorities } from './platform';

/** Where the root is: in another engine than all that it signs for. */
const ROOTS = 'roots-of-vault-rotation';

interface Signed {
  readonly data: { readonly certificate: string; readonly issuing_ca: string };
}

/** Who holds the root, and signs what is asked for by an output of a stack. */
export class HolderOfTheRoot {
  private readonly signed: string[] = [];

  async begin(): Promise<void> {
    const { vault } = world();
    await vaultRequest(vault, 'POST', `sys/mounts/${ROOTS}`, { type: 'pki', config: { max_lease_ttl: '87600h' } });
    const root = { common_name: 'root', ttl: '87600h', key_type: 'ec', key_bits: 256 };
    await vaultRequest(vault, 'POST', `${ROOTS}/root/generate/internal`, root);
  }

  async end(): Promise<void> {
    await vaultRequest(world().vault, 'DELETE', `sys/mounts/${ROOTS}`);
  }

  /** Signs one request for a year, and returns all that was signed so far, each with the root. */
  async sign(engine: Engine, stack: string, mount: string): Promise<readonly string[]> {
    const { stdout } = await engine.run(['stack', 'output', 'certificateRequests', '--json', '--stack', stack]);
    const csr = (JSON.parse(stdout) as Readonly<Record<string, string>>)[mount];
    const asked = { csr, use_csr_values: true, ttl: '8760h' };
    const made = (await vaultRequest(world().vault, 'POST', `${ROOTS}/root/sign-intermediate`, asked)) as Signed;
    this.signed.push(`${made.data.certificate}\n${made.data.issuing_ca}\n`);
    return [...this.signed];
  }
}

/** Has the stack deploy the platform with authorities that have come so far. */
export function deployAuthorities(name: string, authorities: Authorities): void {
  const from = '../test/e2e/vault-rotation/platform';
  writePlatform(
    name,
    `import { platformWith } from '${from}';\nexport default platformWith(${JSON.stringify(authorities)});\n`,
  );
}
