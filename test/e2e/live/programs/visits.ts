import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { hostname } from 'node:os';
import { Pool } from 'pg';
import { createClient } from 'redis';

/*
 * The application of the reference platform on the live cluster: it counts visits, in PostgreSQL and in Redis.
 *
 * It connects as the baseline has applications do: by variables, by the files of its credentials, which it reads again
 * for each connection, and by TLS. It answers on 8080, to probes on 8081, and logs JSON.
 */

const { env } = process;
const TABLE = `CREATE TABLE IF NOT EXISTS visits (
  id bigserial PRIMARY KEY, key uuid NOT NULL UNIQUE, pod text NOT NULL, at timestamptz DEFAULT now())`;
/** The same row however often it is written, and who wrote it. */
const WRITE = `INSERT INTO visits (key, pod) VALUES ($1, $2)
  ON CONFLICT (key) DO UPDATE SET pod = excluded.pod RETURNING id, session_user AS login`;
/** How long a connection of the pool lives, and how often the file of the login is looked at. */
const [CONNECTION_SECONDS, LOOK_MS] = [10, 1_000];

function log(level: string, message: string, trace_id = ''): void {
  const fields = {
    timestamp: new Date().toISOString(),
    level,
    message,
    trace_id,
    span_id: '',
    user_id: '',
    request_id: '',
  };
  console.log(JSON.stringify({ ...fields, service: hostname(), environment: env['ENVIRONMENT'] ?? 'live' }));
}

const credential = (of: string, file: string) => readFileSync(`${env[`${of}_CREDENTIALS_DIR`]}/${file}`, 'utf8');
const login = () => credential('DWCP_POSTGRES', 'username');

function newPool(): Pool {
  const pool = new Pool({
    host: env['DWCP_POSTGRES_HOST'],
    port: Number(env['DWCP_POSTGRES_PORT']),
    database: env['DWCP_POSTGRES_DATABASE'],
    user: login(),
    password: credential('DWCP_POSTGRES', 'password'),
    ssl: { ca: credential('DWCP_POSTGRES', 'ca.crt'), servername: env['DWCP_POSTGRES_HOST']! },
    max: 4,
    connectionTimeoutMillis: 5_000,
    maxLifetimeSeconds: CONNECTION_SECONDS,
  });
  // Of a connection that nobody uses: the next one to be used is another.
  pool.on('error', ({ message }) => log('WARN', message));
  return pool;
}

let [pool, poolOf] = [newPool(), login()];
setInterval(() => {
  const now = login();
  if (now === poolOf) return;
  const former = pool;
  [pool, poolOf] = [newPool(), now];
  log('INFO', 'another login');
  void former.end();
}, LOOK_MS);

const redis = createClient({
  socket: {
    host: env['DWCP_REDIS_HOST']!,
    port: Number(env['DWCP_REDIS_PORT']),
    tls: true,
    ca: credential('DWCP_REDIS', 'ca.crt'),
    cert: credential('DWCP_REDIS', 'tls.crt'),
    key: credential('DWCP_REDIS', 'tls.key'),
    reconnectStrategy: 200,
  },
  disableOfflineQueue: true,
});
redis.on('error', ({ message }: Error) => log('WARN', message));
void redis.connect();

/**
 * Writes a row, once more where its connection has ended: nobody knows then whether it was written, and its key says that it
 * is the same one. What the database itself refuses is not tried again.
 */
async function write(): Promise<object> {
  const row = [randomUUID(), hostname()];
  const of = (result: { readonly rows: object[] }) => result.rows[0]!;
  return pool.query(WRITE, row).then(of, async (error: Error) => {
    if (!isOfTheConnection(error)) throw error;
    log('WARN', `once more: ${error.message}`);
    return of(await pool.query(WRITE, row));
  });
}

/** PgBouncer that shuts down says so by a class of its own; who has no code of PostgreSQL's has heard nothing. */
function isOfTheConnection({ code = '', message }: Error & { readonly code?: string }): boolean {
  return /^(08|57P0)/.test(code) || /Connection terminated|server shutting down/.test(message) || code === 'ECONNRESET';
}

async function visit(): Promise<object> {
  return { pod: hostname(), ...(await write()), cached: await redis.incr('visits') };
}

let ready = false;
/** Two pods that make one table at once: one of them is told that it is there. */
async function begin(): Promise<void> {
  await pool.query(TABLE).catch(async () => pool.query(TABLE));
  await redis.ping();
  ready = true;
  log('INFO', 'ready');
}
const beginning = setInterval(() => {
  if (ready) clearInterval(beginning);
  else begin().catch(({ message }: Error) => log('WARN', message));
}, 1_000);

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

const service = createServer((request, response) => {
  const trace = String(request.headers['x-request-id'] ?? '');
  const caller = request.headers['x-forwarded-client-cert'] ?? '';
  visit().then(
    (body) => answer(response, 200, { ...body, caller }),
    ({ message }: Error) => {
      log('ERROR', message, trace);
      answer(response, 503, { error: message });
    },
  );
}).listen(8080);

createServer(({ url }, response) => {
  if (url === '/metrics') response.end('up 1\n');
  else answer(response, url === '/livez' || ready ? 200 : 503, { ready });
}).listen(8081);

// What is under way is answered to its end; nothing new is taken.
process.once('SIGTERM', () => {
  service.close(() => {
    void pool.end().then(() => process.exit(0));
  });
});
