import type { Node } from 'libpg-query';
import type { Statement } from './parse';

/** Statements that are applied together: all of them, or none. */
export interface Step {
  readonly statements: readonly Statement[];
  /** Whether PostgreSQL runs them within a transaction; otherwise it is one statement, which runs in its own way. */
  readonly transaction: boolean;
}

/**
 * A script as what is applied together, in order.
 *
 * Statements that PostgreSQL refuses within a transaction (`PreventInTransactionBlock` in its source) are a step each. So is
 * one that validates a constraint, in a transaction of its own: in that of the statement before it, it would read the table
 * under that one's lock. And one that adds a value to an enum, which cannot be used before that is committed.
 */
export function stepsOf(statements: readonly Statement[]): readonly Step[] {
  const steps: { statements: Statement[]; transaction: boolean; open: boolean }[] = [];
  for (const statement of statements) {
    const transaction = !refusesTransaction(statement.node);
    const open = transaction && !runsByItself(statement.node);
    const last = steps.at(-1);
    if (open && last?.open) last.statements.push(statement);
    else steps.push({ statements: [statement], transaction, open });
  }
  return steps.map(({ statements: of, transaction }) => ({ statements: of, transaction }));
}

/** Whether PostgreSQL 17 refuses it within a transaction block. */
export function refusesTransaction(node: Node): boolean {
  if ('IndexStmt' in node) return node.IndexStmt.concurrent === true;
  if ('DropStmt' in node) return node.DropStmt.concurrent === true;
  if ('ReindexStmt' in node) {
    const { kind, params = [] } = node.ReindexStmt;
    const concurrently = params.some((one) => 'DefElem' in one && one.DefElem.defname === 'concurrently');
    return concurrently || (kind !== 'REINDEX_OBJECT_INDEX' && kind !== 'REINDEX_OBJECT_TABLE');
  }
  if ('VacuumStmt' in node) return node.VacuumStmt.is_vacuumcmd === true;
  if ('DiscardStmt' in node) return node.DiscardStmt.target === 'DISCARD_ALL';
  if ('ClusterStmt' in node) return node.ClusterStmt.relation === undefined;
  if ('AlterTableStmt' in node) {
    return (node.AlterTableStmt.cmds ?? []).some(
      (one) =>
        'AlterTableCmd' in one &&
        one.AlterTableCmd.subtype === 'AT_DetachPartition' &&
        one.AlterTableCmd.def !== undefined &&
        'PartitionCmd' in one.AlterTableCmd.def &&
        one.AlterTableCmd.def.PartitionCmd.concurrent === true,
    );
  }
  return ['CreatedbStmt', 'DropdbStmt', 'CreateTableSpaceStmt', 'DropTableSpaceStmt', 'AlterSystemStmt'].some(
    (kind) => kind in node,
  );
}

function runsByItself(node: Node): boolean {
  if ('AlterEnumStmt' in node) return node.AlterEnumStmt.newVal !== undefined;
  if (!('AlterTableStmt' in node)) return false;
  return (node.AlterTableStmt.cmds ?? []).some(
    (one) => 'AlterTableCmd' in one && one.AlterTableCmd.subtype === 'AT_ValidateConstraint',
  );
}
