import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/*
 * Writes rows at a constant rate, a transaction each, and prints what came of it as JSON when it is told to end.
 *
 *   node transactions.js TRANSACTIONS_PER_SECOND CONNECTIONS LIFETIME_SECONDS
 *
 * It connects as an application does that is granted a database: by the variables and files that its pod has. A
 * connection is used for as long as a pool would, and the next one reads the login again. A transaction is due whether
 * or not there is a connection for it; it takes as long as its row takes from then on. None is tried again.
 *
 * Each connection is a psql, told what to do by its standard input; `\warn` has it say at once how that went.
 */

const [rate = 50, connections = 8, lifetimeSeconds = 60] = process.argv.slice(2).map(Number);

const PATIENCE_MS = 10_000;
const DONE = 'transaction done:';

interface Transaction {
  readonly row: number;
  readonly dueAt: number;
}

const started = Date.now();
const due: Transaction[] = [];
const took: number[] = [];
/** How many failed, of each error, and when the first and the last of them were due. */
const errors: Record<string, number> = {};
const failing = { firstAt: 0, lastAt: 0 };
let [asked, open, lastDoneAt, longestPauseMs] = [0, 0, started, 0];
const logins = new Set<string>();

function settle({ dueAt }: Transaction, error?: string): void {
  open -= 1;
  const now = Date.now();
  if (error !== undefined) {
    errors[error] = (errors[error] ?? 0) + 1;
    failing.firstAt ||= dueAt;
    failing.lastAt = Math.max(failing.lastAt, dueAt);
  } else {
    took.push(now - dueAt);
    longestPauseMs = Math.max(longestPauseMs, now - lastDoneAt);
    lastDoneAt = now;
  }
}

/** One connection after the other, in one place of the pool. */
class Place {
  private child: ChildProcess | undefined;
  private current: Transaction | undefined;
  private lastWords = '';
  private until = 0;

  take(): void {
    if (this.current !== undefined) {
      if (Date.now() - this.current.dueAt <= PATIENCE_MS) return;
      this.lastWords = 'no answer';
      this.child?.kill('SIGKILL');
      return;
    }
    if (this.child !== undefined && Date.now() > this.until) {
      this.child.stdin?.end('\\q\n');
      this.child = undefined;
    }
    const next = due.shift();
    if (next === undefined) return;
    this.current = next;
    this.child ??= this.connect();
    this.child.stdin?.write(`INSERT INTO written VALUES (${started}, ${next.row});\n\\warn '${DONE}' :ERROR\n`);
  }

  private connect(): ChildProcess {
    const env = process.env;
    const folder = env['ORDERS_CREDENTIALS_DIR']!;
    const user = readFileSync(`${folder}/username`, 'utf8');
    logins.add(user);
    // Not all at once.
    this.until = Date.now() + lifetimeSeconds * 1000 * (0.5 + Math.random() / 2);
    const child = spawn('psql', ['--no-psqlrc', '--quiet'], {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: {
        ...env,
        PGHOST: env['ORDERS_HOST'],
        PGPORT: env['ORDERS_PORT'],
        PGDATABASE: env['ORDERS_DATABASE'],
        PGUSER: user,
        PGPASSWORD: readFileSync(`${folder}/password`, 'utf8'),
        PGSSLMODE: 'verify-full',
        PGSSLROOTCERT: `${folder}/ca.crt`,
        PGCONNECT_TIMEOUT: '5',
      },
    });
    child.stdin.on('error', () => undefined);
    createInterface(child.stderr).on('line', (line) => this.hear(child, line));
    child.once('close', () => {
      if (this.child !== child) return;
      this.child = undefined;
      this.end(`connection lost: ${this.lastWords || 'silence'}`);
    });
    return child;
  }

  private hear(child: ChildProcess, line: string): void {
    if (this.child !== child) return;
    if (!line.startsWith(DONE)) this.lastWords = line;
    else this.end(line.startsWith(`${DONE} false`) ? undefined : this.lastWords);
  }

  private end(error: string | undefined): void {
    const ended = this.current;
    this.current = undefined;
    this.lastWords = '';
    if (ended !== undefined) settle(ended, error);
    if (error === undefined) this.take();
  }
}

const places = Array.from({ length: connections }, () => new Place());
/** By turns, as the requests of an application come to its pool: one that answers at once would have all of them otherwise. */
let turn = 0;

// By the clock, so that a timer that comes late is made up for.
const timer = setInterval(() => {
  const wanted = Math.floor(((Date.now() - started) * rate) / 1000);
  for (; asked < wanted; open += 1) due.push({ row: asked++, dueAt: Date.now() });
}, 5);
setInterval(() => {
  const now = Date.now();
  while (due[0] !== undefined && now - due[0].dueAt > PATIENCE_MS) settle(due.shift()!, 'no connection was free');
  turn += 1;
  for (const index of places.keys()) places[(turn + index) % places.length]!.take();
}, 5);

process.stdin.once('data', () => {
  clearInterval(timer);
  setInterval(() => {
    if (open > 0) return;
    took.sort((a, b) => a - b);
    const at = (part: number) => took[Math.min(took.length - 1, Math.floor(took.length * part))];
    const times = { medianMs: at(0.5), p99Ms: at(0.99), slowestMs: at(1), longestPauseMs };
    const counts = { run: started, asked, done: took.length, logins: logins.size };
    const report = { ...counts, errors, failing, ...times, tookMs: Date.now() - started };
    process.stdout.write(JSON.stringify(report), () => process.exit());
  }, 20);
});
