import type { ColumnDef, Constraint, Node } from 'libpg-query';
import { type Found, locks } from './finding';

/** Functions that give every row of a table the same value, so that it need not be written to each. Of `pg_proc`: not volatile. */
export const SAME_FOR_EVERY_ROW: readonly string[] = [
  'array_fill',
  'current_setting',
  'jsonb_build_array',
  'jsonb_build_object',
  'json_build_array',
  'json_build_object',
  'lower',
  'make_date',
  'make_interval',
  'now',
  'statement_timestamp',
  'to_timestamp',
  'transaction_timestamp',
  'upper',
];

/** Types that are short for a sequence of their own: every row gets another number. */
const SERIALS: readonly string[] = ['smallserial', 'serial', 'serial2', 'serial4', 'serial8', 'bigserial'];

const SAFE_DEFAULT =
  'add it without a default, set the default in a statement of its own, and fill the rows in batches';

/** What is wrong with adding a column to a table that has rows. */
export function addColumn(table: string, { colname = '', typeName, constraints = [] }: ColumnDef): readonly Found[] {
  const parts = constraints.flatMap((one) => ('Constraint' in one ? [one.Constraint] : []));
  const has = (contype: Constraint['contype']) => parts.some((part) => part.contype === contype);
  const given = parts.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.raw_expr;
  const hasDefault = given !== undefined && !isNull(given);
  const type = lastName(typeName?.names);
  const fills = SERIALS.includes(type) || has('CONSTR_IDENTITY') || has('CONSTR_GENERATED');
  const rewritten = (does: string, fix: string) =>
    locks('rewrites-table', does, { on: table, mode: 'ACCESS EXCLUSIVE', until: 'rewritten' }, fix);
  return [
    ...(fills ? [rewritten(`adds '${colname}', whose value is another in each row`, SAFE_DEFAULT)] : []),
    ...(hasDefault && !isSame(given)
      ? [rewritten(`adds '${colname}' with a default that may be another in each row`, SAFE_DEFAULT)]
      : []),
    ...(has('CONSTR_NOTNULL') && !hasDefault && !fills ? [notNull(table, colname)] : []),
    ...parts.flatMap((part) => inline(table, colname, part, hasDefault)),
  ];
}

function notNull(table: string, column: string): Found {
  return {
    rule: 'not-null-without-default',
    on: table,
    problem: `adds '${column}' NOT NULL without a default: PostgreSQL refuses it as soon as '${table}' has a row`,
    fix: 'give it a DEFAULT, or add it without NOT NULL, fill the rows in batches, and set NOT NULL by a validated check',
  };
}

/** A constraint within the column's own definition, which cannot be said to be validated later. */
function inline(table: string, column: string, { contype }: Constraint, hasDefault: boolean): readonly Found[] {
  if (contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY') {
    return [
      locks(
        'builds-index-under-lock',
        `adds '${column}' with an index of its own`,
        { on: table, mode: 'ACCESS EXCLUSIVE', until: 'index-built' },
        'add the column alone, CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX',
      ),
    ];
  }
  // Where all the rows have null, PostgreSQL knows that there is nothing to look up.
  if (contype === 'CONSTR_CHECK' || (contype === 'CONSTR_FOREIGN' && hasDefault)) {
    return [
      locks(
        'scans-under-lock',
        `adds '${column}' with a constraint that it checks at once`,
        { on: table, mode: 'ACCESS EXCLUSIVE', until: 'scanned' },
        'add the column alone, then ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT',
      ),
    ];
  }
  return [];
}

function isNull(value: Node): boolean {
  if ('TypeCast' in value) return value.TypeCast.arg !== undefined && isNull(value.TypeCast.arg);
  return 'A_Const' in value && 'isnull' in value.A_Const && value.A_Const.isnull === true;
}

/** Whether a value is surely the same in each row: what is not known is taken for one that is not. */
function isSame(value: Node | undefined): boolean {
  if (value === undefined) return true;
  if ('A_Const' in value || 'SQLValueFunction' in value) return true;
  if ('TypeCast' in value) return isSame(value.TypeCast.arg);
  if ('A_Expr' in value) return isSame(value.A_Expr.lexpr) && isSame(value.A_Expr.rexpr);
  if ('A_ArrayExpr' in value) return (value.A_ArrayExpr.elements ?? []).every(isSame);
  if (!('FuncCall' in value)) return false;
  const { funcname, args = [] } = value.FuncCall;
  return SAME_FOR_EVERY_ROW.includes(lastName(funcname)) && args.every(isSame);
}

function lastName(names: readonly Node[] = []): string {
  const last = names.at(-1);
  return last !== undefined && 'String' in last ? (last.String.sval ?? '') : '';
}
