import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '../../../constructs';
import { objectIn } from '../../support/environment';
import { type Account, serverAccount } from '../servers/postgres';
import type { Place } from '../servers/process';
import { POSTGRES_BIN } from '../support/psql';

/** How a run ended, and what its container with the keys of the store printed. */
export interface Drilled {
  readonly status: number | null;
  readonly said: string;
  /** What PostgreSQL's printed. */
  readonly log: string;
}

interface Container {
  readonly command: readonly [string, ...string[]];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly volumeMounts: readonly { readonly mountPath: string; readonly subPath?: string }[];
}

interface CronJob {
  readonly spec: {
    readonly jobTemplate: {
      readonly spec: {
        readonly template: {
          readonly spec: { readonly containers: readonly [Container]; readonly initContainers: readonly [Container] };
        };
      };
    };
  };
}

/**
 * The pod of a restore drill as it is rendered: both containers, with their commands, variables and files. Paths are below a
 * folder of its own, since there is no image here, and programs are those of this machine.
 */
export class Drill {
  private readonly containers: readonly [store: Container, postgres: Container];
  private readonly files: Readonly<Record<string, string>>;
  private readonly image: Readonly<Record<string, string>>;

  /** `image` is what the image of the store's programs has for variables of its own. */
  constructor(tree: Environment, database: string, image: Readonly<Record<string, string>>) {
    const { spec } = objectIn(tree, 'CronJob', `${database}-drill`) as unknown as CronJob;
    const { containers, initContainers } = spec.jobTemplate.spec.template.spec;
    this.containers = [containers[0], initContainers[0]];
    this.files = objectIn(tree, 'ConfigMap', `${database}-drill-config`)['data'] as Record<string, string>;
    this.image = image;
  }

  /** Runs it to its end, with the keys that its Secret would have, and variables that differ. */
  async run(
    { runDir, name }: Place,
    keys: Readonly<Record<string, string>>,
    others: Readonly<Record<string, string>> = {},
  ): Promise<Drilled> {
    const root = join(runDir, name);
    const account = await serverAccount();
    mkdirSync(root, { mode: 0o711 });
    mkdirSync(join(root, 'drill'));
    for (const [key, value] of Object.entries(keys)) put(join(root, '/var/run/secrets/dwcp/store', key), value);
    const [store, postgres] = this.containers;
    for (const container of this.containers) this.mount(container, root);
    if (account) chownSync(join(root, 'drill'), account.uid, account.gid);
    const beside = start(postgres, { root, account, env: { PATH: `${POSTGRES_BIN}:/usr/bin:/bin` } });
    const main = start(store, { root, account, env: { PATH: '/usr/bin:/bin', ...this.image, ...others } });
    const status = await main.ended;
    for (const pid of pidsIn(root)) process.kill(pid, 'SIGKILL');
    await beside.ended;
    return { status, said: main.printed(), log: beside.printed() };
  }

  private mount({ volumeMounts }: Container, root: string): void {
    for (const { mountPath, subPath } of volumeMounts) {
      if (subPath !== undefined) put(join(root, mountPath), this.files[subPath]!);
    }
  }
}

interface Where {
  readonly root: string;
  readonly account: Account | undefined;
  readonly env: Readonly<Record<string, string>>;
}

function start({ command, env }: Container, { root, account, env: image }: Where) {
  const below = (word: string) => (/^\/(drill|etc|var)(\/|$)/.test(word) ? join(root, word) : word);
  const rendered = Object.fromEntries(env.map(({ name, value }) => [name, below(value)]));
  const [program, ...args] = command;
  // What is told to differ is told last.
  const child = spawn(program, args.map(below), { cwd: root, env: { ...rendered, ...image }, ...account });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { ended, printed: () => printed };
}

/** What runs in the pod, which goes with it: PostgreSQL begins a session of its own. */
function pidsIn(root: string): readonly number[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`DRILL_FOLDER=${root}/drill`) ? [Number(pid)] : [];
    } catch {
      // It is gone, or somebody else's.
      return [];
    }
  });
}

function put(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, 0o644);
}
