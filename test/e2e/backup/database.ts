import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../servers/command';
import { type Account, serverAccount } from '../servers/postgres';
import { launch, type Place, type Running } from '../servers/process';
import { eventually } from '../support/eventually';
import { POSTGRES_BIN, psql } from '../support/psql';
import type { BarmanCloud } from './barman-cloud';

/** As both have it, so that they do not mind being on one machine: no address, and a socket in a folder of its own. */
const PORT = 5432;

/** A PostgreSQL that archives its WAL as an instance beside the plugin's sidecar does. */
export class Database {
  /** A place for one, in which nothing is yet. */
  static async at(place: Place, barman: BarmanCloud): Promise<Database> {
    const database = new Database(place, barman, await serverAccount());
    chmodSync(place.runDir, 0o711);
    for (const folder of [database.folder, database.data, database.socket]) database.makeFolder(folder);
    return database;
  }

  readonly data: string;
  private readonly place: Place;
  private readonly barman: BarmanCloud;
  private readonly account: Account | undefined;
  private running?: Running;

  private constructor(place: Place, barman: BarmanCloud, account: Account | undefined) {
    this.place = place;
    this.barman = barman;
    this.account = account;
    this.data = join(this.folder, 'data');
  }

  /** Makes a new one, and starts it. */
  async startNew(): Promise<void> {
    const how = ['-U', 'postgres', '-A', 'trust', '--data-checksums', '--no-sync'];
    await this.asItself(`${POSTGRES_BIN}/initdb`, ['-D', this.data, ...how]);
    await this.start({ archive_mode: 'on', archive_command: `${inShell(this.barman.archive)} %p` });
  }

  /** Has what was backed up, and then what was archived until a moment, and waits until it can be written to. */
  async startAsOf(moment: string, backup: string): Promise<void> {
    await this.asItself(...apart(this.barman.restore(backup, this.data)));
    writeFileSync(join(this.data, 'recovery.signal'), '');
    if (this.account) chownSync(join(this.data, 'recovery.signal'), this.account.uid, this.account.gid);
    await this.start({
      restore_command: `${inShell(this.barman.restoreLog)} %f %p`,
      recovery_target_time: moment,
      recovery_target_action: 'promote',
    });
    const promoted = async () => (await this.ask('SELECT pg_is_in_recovery()')) === 'f';
    await eventually(promoted, { what: 'the end of recovery', timeoutMs: 60_000 });
  }

  ask(sql: string, database = 'postgres'): Promise<string> {
    return psql({ host: this.socket, port: PORT, user: 'postgres', database }, sql);
  }

  /** Ends a segment of the WAL, and says which. */
  async switched(): Promise<string> {
    // One ends only where something is in it, and its end wakes who archives: after a failure, he would wait for a minute.
    await this.ask("SELECT pg_logical_emit_message(false, '', '')");
    return this.ask('SELECT pg_walfile_name(pg_switch_wal())');
  }

  /** Has the WAL written until now archived, and waits until it is. */
  async archived(): Promise<void> {
    const file = await this.switched();
    const is = async () => (await this.ask('SELECT last_archived_wal FROM pg_stat_archiver')) >= file;
    await eventually(is, { what: `${file} archived`, timeoutMs: 90_000 });
  }

  /** Runs a program of Barman where the data is, as the user whose it is. */
  runs(command: readonly string[]): Promise<string> {
    return this.asItself(...apart(command));
  }

  async stop(): Promise<void> {
    await this.running?.stop();
  }

  /** Nothing of it is left. */
  async lose(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }

  private async start(settings: Readonly<Record<string, string>>): Promise<void> {
    const all = { listen_addresses: '', unix_socket_directories: this.socket, fsync: 'off', ...settings };
    this.running = await launch({
      ...this.place,
      logFile: join(this.place.runDir, `${this.place.name}.log`),
      command: `${POSTGRES_BIN}/postgres`,
      args: [
        '-D',
        this.data,
        '-p',
        `${PORT}`,
        ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      env: this.barman.env,
      ...(this.account && { user: this.account }),
      // It goes as it would with its node.
      stopSignal: 'SIGQUIT',
      ready: async () => (await this.ask('SELECT 1')) === '1',
    });
  }

  private asItself(command: string, args: readonly string[]): Promise<string> {
    const env = { ...this.barman.env, PGHOST: this.socket, PGPORT: `${PORT}` };
    return run(command, args, { cwd: this.folder, env: { ...env, HOME: this.folder }, ...this.account });
  }

  private makeFolder(folder: string): void {
    mkdirSync(folder, { mode: 0o700 });
    if (this.account) chownSync(folder, this.account.uid, this.account.gid);
  }

  private get folder(): string {
    return join(this.place.runDir, this.place.name);
  }

  private get socket(): string {
    return join(this.folder, 'socket');
  }
}

function apart([command = '', ...args]: readonly string[]): [command: string, args: readonly string[]] {
  return [command, args];
}

/** PostgreSQL has a shell run it, and takes a percent sign for what it puts in. */
function inShell(command: readonly string[]): string {
  return command.map((word) => `'${word.replaceAll('%', '%%')}'`).join(' ');
}
