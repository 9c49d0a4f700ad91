import type { Node } from 'libpg-query';
import type { Found } from './finding';
import type { Statement } from './parse';

/**
 * Settings that a migration runs within: how long it waits and works, as whom, and how its text is read. Names of settings have
 * no case in PostgreSQL, not even between quotation marks.
 */
const BOUNDS =
  /^(lock_timeout|statement_timeout|transaction_timeout|client_connection_check_interval|role|session_authorization|standard_conforming_strings)$/i;

/** Others that the statements after it would run with. */
const OF_SESSION = /^(idle_in_transaction_session_timeout|deadlock_timeout|search_path|client_min_messages)$/i;

/** What lets go of the lock that keeps two migrations of a database apart. */
const UNLOCKS = /^pg_advisory_unlock(_all)?$/;

const EVERYTHING = 'everything';

type Kind<Name extends string> = Extract<Node, Readonly<Record<Name, unknown>>>;

/** What SET, RESET, DISCARD, and an UPDATE or a function that does the same as SET, take from the statements after them. */
export function settingsOf({ kind, node }: Statement): readonly Found[] {
  if ('VariableSetStmt' in node) return ofSet(node);
  if ('DiscardStmt' in node) {
    return [node.DiscardStmt.target === 'DISCARD_ALL' ? undone('discards', EVERYTHING) : setting(EVERYTHING)];
  }
  if ('UpdateStmt' in node && node.UpdateStmt.relation?.relname === 'pg_settings') {
    return [undone('updates', 'pg_settings')];
  }
  // What a function does once it is called, nobody sees here.
  return kind === 'CreateFunctionStmt' ? [] : callsIn(node).flatMap(ofCall);
}

function ofSet({ VariableSetStmt: { name = EVERYTHING, kind } }: Kind<'VariableSetStmt'>): readonly Found[] {
  // Back to what the session began with, which are the migration's own.
  const resets = kind === 'VAR_RESET' || kind === 'VAR_RESET_ALL' || kind === 'VAR_SET_DEFAULT';
  if (BOUNDS.test(name) && !resets) return [undone('sets', name)];
  return name === EVERYTHING || BOUNDS.test(name) || OF_SESSION.test(name) ? [setting(name)] : [];
}

function ofCall({ FuncCall: { funcname = [], args: [first] = [] } }: Kind<'FuncCall'>): readonly Found[] {
  const last = funcname.at(-1);
  const name = last !== undefined && 'String' in last ? (last.String.sval ?? '') : '';
  if (UNLOCKS.test(name)) return [undone('calls', name)];
  if (name !== 'set_config') return [];
  const set = first !== undefined && 'A_Const' in first ? first.A_Const.sval?.sval : undefined;
  if (set === undefined || BOUNDS.test(set)) return [undone('sets', set ?? 'what set_config is told')];
  return OF_SESSION.test(set) ? [setting(set)] : [];
}

/** The calls of functions in a statement, at any depth. */
function callsIn(part: unknown): readonly Kind<'FuncCall'>[] {
  if (typeof part !== 'object' || part === null) return [];
  const within = Object.values(part).flatMap(callsIn);
  return 'FuncCall' in part ? [part as Kind<'FuncCall'>, ...within] : within;
}

function undone(does: string, name: string): Found {
  return {
    rule: 'bounds-undone',
    on: name,
    problem: `${does} ${name}, by which what its migration runs within is gone: the timeouts, the lock or the role`,
    fix: 'leave it out: timeouts are props of the migration',
  };
}

function setting(name: string): Found {
  return {
    rule: 'session-setting',
    on: name,
    problem: `sets ${name}, which the statements after it would run with`,
    fix: 'leave it out: timeouts are props of the migration, and names can be written with their schema',
  };
}
