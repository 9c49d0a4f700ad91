import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binaryOf } from '../servers/build';
import { type Authority, makeAuthority } from '../servers/certificates';
import { freePorts } from '../servers/ports';
import { launch, type Running } from '../servers/process';
import { eventually } from '../support/eventually';
import { type VaultLogin, vaultRequest } from '../support/vault-api';

/** Another Vault's key, by which these are unsealed when they start. */
export interface UnsealedBy extends Required<VaultLogin> {
  readonly mount: string;
  readonly key: string;
}

/** A server of a Vault that keeps its data in its own storage. */
interface Server {
  readonly login: VaultLogin;
  readonly running: Running;
}

/** Vault with as many servers as have joined, unsealed by nobody. */
export class RaftVault {
  private readonly servers: Server[] = [];
  private rootToken: string | undefined;

  private readonly runDir: string;
  private readonly authority: Authority;
  private readonly unsealedBy: UnsealedBy;

  private constructor(runDir: string, authority: Authority, unsealedBy: UnsealedBy) {
    this.runDir = runDir;
    this.authority = authority;
    this.unsealedBy = unsealedBy;
  }

  /** One server, which has a vote. */
  static async start(runDir: string, unsealedBy: UnsealedBy): Promise<RaftVault> {
    const authority = await makeAuthority(join(runDir, 'raft-certificates'), 'raft-ca');
    const vault = new RaftVault(runDir, authority, unsealedBy);
    const first = await vault.server();
    const shares = { recovery_shares: 1, recovery_threshold: 1 };
    const made = (await vaultRequest(first.login, 'PUT', 'sys/init', shares)) as { readonly root_token: string };
    vault.rootToken = made.root_token;
    await vault.unsealed(first);
    // How soon a server is given a vote. That one is gone, it tells after 10 s, as it is delivered: sooner, a busy machine is one that is gone.
    const soon = { server_stabilization_time: '1s' };
    await eventually(() => vaultRequest(vault.login, 'POST', 'sys/storage/raft/autopilot/configuration', soon), {
      ...{ what: 'a leader', timeoutMs: 30_000 },
    });
    return vault;
  }

  /** As whoever may do anything, at the server that was there first. */
  get login(): Required<VaultLogin> {
    return { ...this.servers[0]!.login, token: this.rootToken! };
  }

  /** Has one more server join. */
  async join(): Promise<void> {
    const server = await this.server();
    await vaultRequest(server.login, 'POST', 'sys/storage/raft/join', {
      leader_api_addr: this.login.address,
      leader_ca_cert: this.authority.pem,
    });
    await this.unsealed(server);
  }

  /** Loses the server that joined last. */
  async lose(): Promise<void> {
    await this.servers.at(-1)!.running.stop();
  }

  async stop(): Promise<void> {
    await Promise.all(this.servers.map(({ running }) => running.stop()));
  }

  private async server(): Promise<Server> {
    const name = `raft-${this.servers.length}`;
    const folder = join(this.runDir, name);
    mkdirSync(join(folder, 'data'), { recursive: true });
    const { api, cluster } = await freePorts('api', 'cluster');
    const { certFile, keyFile } = await this.authority.issue(name, { commonName: 'vault', usage: 'serverAuth' });
    const [address, to] = [`https://127.0.0.1:${api}`, `127.0.0.1:${cluster}`];
    const { address: by, token, caFile, mount, key } = this.unsealedBy;
    const config = join(folder, 'vault.json');
    const configuration = {
      storage: {
        raft: {
          ...{ path: join(folder, 'data'), node_id: name },
          ...{ autopilot_reconcile_interval: '1s', autopilot_update_interval: '1s' },
        },
      },
      seal: { transit: { address: by, token, tls_ca_cert: caFile, mount_path: mount, key_name: key } },
      listener: {
        tcp: { address: `127.0.0.1:${api}`, cluster_address: to, tls_cert_file: certFile, tls_key_file: keyFile },
      },
      ...{ api_addr: address, cluster_addr: `https://${to}`, disable_mlock: true },
    };
    writeFileSync(config, JSON.stringify(configuration), { mode: 0o600 });
    const login = { address, caFile: this.authority.certFile };
    const running = await launch({
      ...{ name, runDir: this.runDir, logFile: join(folder, 'vault.log') },
      ...{ command: binaryOf('vault'), args: ['server', `-config=${config}`] },
      ready: async () => (await vaultRequest(login, 'GET', 'sys/seal-status')) !== undefined,
    });
    const server = { login, running };
    this.servers.push(server);
    return server;
  }

  private unsealed({ login }: Server): Promise<unknown> {
    const isUnsealed = async () =>
      !((await vaultRequest(login, 'GET', 'sys/seal-status')) as { readonly sealed: boolean }).sealed;
    return eventually(isUnsealed, { what: `${login.address} unsealed`, timeoutMs: 30_000 });
  }
}
