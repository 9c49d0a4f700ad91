import type { Node, RangeVar } from 'libpg-query';
import type { Statement } from './parse';

/** A table or index as it was written: `users`, or `app.users`. */
export function written(relation: RangeVar | undefined): string {
  const { schemaname, relname = '' } = relation ?? {};
  return schemaname === undefined ? relname : `${schemaname}.${relname}`;
}

/** The names of `DROP TABLE a, b.c`, in their parts. */
export function namesIn(objects: readonly Node[] = []): readonly (readonly string[])[] {
  return objects.map((object) => {
    const parts = 'List' in object ? (object.List.items ?? []) : [object];
    return parts.map((part) => ('String' in part ? (part.String.sval ?? '') : ''));
  });
}

/** The same as they were written. */
export function writtenNames(objects?: readonly Node[]): readonly string[] {
  return namesIn(objects).map((parts) => parts.join('.'));
}

/**
 * What a script has made so far: nobody waits for a lock on a table that nobody else sees yet.
 *
 * The names of two schemas are told apart as they are written, where `users` is `public.users`.
 */
export class Made {
  private readonly tables = new Set<string>();
  private readonly notNullChecks = new Map<string, { readonly column: string; validated: boolean }>();

  /** Whether the script made the table itself. */
  has(table: RangeVar | string | undefined): boolean {
    return this.tables.has(key(table));
  }

  /** Whether a check that was validated before says that the column has no nulls, so that nothing is left to read. */
  hasNoNulls(table: RangeVar | undefined, column: string): boolean {
    return [...this.notNullChecks].some(
      ([name, check]) => name.startsWith(`${key(table)} `) && check.column === column && check.validated,
    );
  }

  /** Takes in what a statement makes. */
  add({ node }: Statement): void {
    // By IF NOT EXISTS, it may be one that was there, and in use.
    if ('CreateStmt' in node && !node.CreateStmt.if_not_exists) this.tables.add(key(node.CreateStmt.relation));
    if ('CreateTableAsStmt' in node && !node.CreateTableAsStmt.if_not_exists) {
      this.tables.add(key(node.CreateTableAsStmt.into?.rel));
    }
    if (!('AlterTableStmt' in node)) return;
    const { relation, cmds = [] } = node.AlterTableStmt;
    for (const command of cmds) {
      if (!('AlterTableCmd' in command)) continue;
      const { subtype, name, def } = command.AlterTableCmd;
      const check = this.notNullChecks.get(`${key(relation)} ${name}`);
      if (subtype === 'AT_ValidateConstraint' && check) check.validated = true;
      if (subtype === 'AT_DropConstraint') this.notNullChecks.delete(`${key(relation)} ${name}`);
      if (subtype === 'AT_AddConstraint') this.addCheck(relation, def);
    }
  }

  private addCheck(table: RangeVar | undefined, def: Node | undefined): void {
    if (def === undefined || !('Constraint' in def)) return;
    const { conname, raw_expr: says, skip_validation: later = false } = def.Constraint;
    if (says === undefined || !('NullTest' in says) || says.NullTest.nulltesttype !== 'IS_NOT_NULL') return;
    const { arg } = says.NullTest;
    const [field, ...more] = (arg !== undefined && 'ColumnRef' in arg && arg.ColumnRef.fields) || [];
    if (field === undefined || !('String' in field) || more.length > 0) return;
    this.notNullChecks.set(`${key(table)} ${conname}`, { column: field.String.sval ?? '', validated: !later });
  }
}

function key(table: RangeVar | string | undefined): string {
  return (typeof table === 'string' ? table : written(table)).replace(/^public\./, '');
}
