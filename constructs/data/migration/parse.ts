import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Node, ParseResult } from 'libpg-query';

/** One statement of a script. */
export interface Statement {
  /** Its text alone: without what is said before it, and without the semicolon. */
  readonly sql: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** What it is, in the words of PostgreSQL's own parser: `AlterTableStmt`. */
  readonly kind: string;
  /** What it says. */
  readonly node: Node;
}

/** Why a text is no SQL. */
export interface SyntaxProblem {
  readonly line: number;
  /** In PostgreSQL's words: `syntax error at or near "TABL"`. */
  readonly message: string;
}

/** What the parser in the other thread answers. */
type Answer =
  | { readonly result: ParseResult }
  | { readonly syntax: { readonly message: string; readonly position: number } }
  | { readonly broken: string };

/** Far longer than the longest script takes: about 10 ms to load the parser, and less than 1 ms for 100 statements. */
const PATIENCE_MS = 30_000;

/**
 * Run in a thread of its own. The parser is WebAssembly, which its package loads only asynchronously, and synthesis is not:
 * whoever wrote a statement that cannot be read is told at the line that declares it.
 */
const PARSER = `
const { workerData: { parser, done, port } } = require('node:worker_threads');
const parsed = async (sql) => {
  try {
    return { result: await require(parser).parse(sql) };
  } catch (error) {
    const { sqlDetails } = error;
    if (sqlDetails === undefined) return { broken: String(error) };
    return { syntax: { message: error.message, position: sqlDetails.cursorPosition } };
  }
};
port.on('message', async (sql) => {
  port.postMessage(await parsed(sql));
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
});
`;

/** The statements of a script, read by the parser of PostgreSQL 17 itself; or where it is no SQL. */
export function parseSql(sql: string): readonly Statement[] | SyntaxProblem {
  // The package refuses a text of nothing before PostgreSQL sees it, to which it is a script without statements.
  if (sql.trim() === '') return [];
  const answer = parsed(sql);
  if ('broken' in answer) throw new Error(`the parser of PostgreSQL did not run: ${answer.broken}`);
  if ('syntax' in answer) {
    const { message, position } = answer.syntax;
    return { line: lineAt(sql, position), message };
  }
  const bytes = Buffer.from(sql);
  return (answer.result.stmts ?? []).flatMap(({ stmt, stmt_location: start = 0, stmt_len: length }) => {
    if (stmt === undefined) return [];
    // Positions are in bytes of UTF-8, and what stands before a statement counts as its beginning.
    const text = bytes.subarray(start, length ? start + length : bytes.length).toString();
    const before = leading(text);
    const line = lineAt(sql, bytes.subarray(0, start).toString().length + before);
    return [{ sql: text.slice(before).trim(), line, kind: Object.keys(stmt)[0]!, node: stmt }];
  });
}

/** The thread, which the first script starts and which keeps no process from ending. */
let thread: { readonly port: MessagePort; readonly done: Int32Array<SharedArrayBuffer> } | undefined;

function parsed(sql: string): Answer {
  thread ??= startThread();
  const { port, done } = thread;
  Atomics.store(done, 0, 0);
  port.postMessage(sql);
  Atomics.wait(done, 0, 0, PATIENCE_MS);
  const answer = receiveMessageOnPort(port)?.message as Answer | undefined;
  if (answer !== undefined) return answer;
  // Its answer may still come, and is none to what is asked next.
  thread = undefined;
  return { broken: `it did not answer within ${PATIENCE_MS / 1000} s` };
}

function startThread(): NonNullable<typeof thread> {
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const { port1: port, port2: theirs } = new MessageChannel();
  const worker = new Worker(PARSER, {
    eval: true,
    // Not what this process was started with, such as a loader of TypeScript.
    execArgv: [],
    workerData: { parser: require.resolve('libpg-query'), done, port: theirs },
    transferList: [theirs],
  });
  worker.unref();
  port.unref();
  return { port, done };
}

/** How much of a text is white space and comments before what it says; comments nest in SQL. */
function leading(text: string): number {
  let at = 0;
  for (;;) {
    const rest = text.slice(at);
    const skipped = /^(\s+|--[^\n]*)/.exec(rest)?.[0].length ?? (rest.startsWith('/*') ? commentLength(rest) : 0);
    if (skipped === 0) return at;
    at += skipped;
  }
}

function commentLength(text: string): number {
  let depth = 0;
  for (const { 0: mark, index } of text.matchAll(/\/\*|\*\//g)) {
    depth += mark === '/*' ? 1 : -1;
    if (depth === 0) return index + mark.length;
  }
  return text.length;
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
