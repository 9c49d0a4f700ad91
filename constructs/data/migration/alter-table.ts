import type { AlterTableCmd, AlterTableStmt, AlterTableType, Constraint } from 'libpg-query';
import { addColumn } from './columns';
import { type Found, type HeldLock, locks } from './finding';
import { type Made, written } from './made';

/** What only changes the catalog: the lock is gone as soon as it was had. */
const QUICK: ReadonlySet<AlterTableType> = new Set([
  ...(['AT_ColumnDefault', 'AT_DropNotNull', 'AT_DropExpression', 'AT_SetStatistics', 'AT_SetOptions'] as const),
  ...(['AT_ResetOptions', 'AT_SetStorage', 'AT_SetCompression', 'AT_AlterConstraint', 'AT_DropConstraint'] as const),
  // It reads every row, and lets others read and write meanwhile; see `Step` for why it runs by itself.
  'AT_ValidateConstraint',
  ...(['AT_SetRelOptions', 'AT_ResetRelOptions', 'AT_EnableTrig', 'AT_EnableAlwaysTrig', 'AT_DisableTrig'] as const),
  ...(['AT_EnableTrigUser', 'AT_DisableTrigUser', 'AT_DropInherit', 'AT_ReplicaIdentity', 'AT_AddIdentity'] as const),
  ...(['AT_SetIdentity', 'AT_DropIdentity', 'AT_EnableRowSecurity', 'AT_DisableRowSecurity'] as const),
  ...(['AT_ForceRowSecurity', 'AT_NoForceRowSecurity', 'AT_DetachPartitionFinalize'] as const),
]);

/** What writes a table anew, in words. */
const REWRITES: Partial<Record<AlterTableType, string>> = {
  AT_AlterColumnType: 'changes the type of',
  AT_SetExpression: 'changes the expression of',
  AT_SetLogged: 'turns to logged',
  AT_SetUnLogged: 'turns to unlogged',
  AT_SetAccessMethod: 'changes the access method of',
  AT_SetTableSpace: 'moves to another tablespace',
};

/** What is wrong with an `ALTER TABLE`, each of its parts by itself. */
export function alterTable({ relation, cmds = [], objtype }: AlterTableStmt, made: Made): readonly Found[] {
  // Of a view, an index or a sequence, what can be altered is in the catalog.
  if (objtype !== 'OBJECT_TABLE' && objtype !== 'OBJECT_MATVIEW') return [];
  const table = written(relation);
  return cmds.flatMap((command) => {
    if (!('AlterTableCmd' in command)) return [];
    const found = judge(table, command.AlterTableCmd, made.hasNoNulls(relation, command.AlterTableCmd.name ?? ''));
    return made.has(relation) ? found.filter(({ rule }) => rule === 'unknown-statement') : found;
  });
}

function judge(table: string, command: AlterTableCmd, hasNoNulls: boolean): readonly Found[] {
  const { subtype, name = table, def } = command;
  if (subtype !== undefined && QUICK.has(subtype)) return [];
  if (subtype === 'AT_AddColumn' && def && 'ColumnDef' in def) return addColumn(table, def.ColumnDef);
  if (subtype === 'AT_AddConstraint' && def && 'Constraint' in def) return addConstraint(table, def.Constraint);
  if (subtype === 'AT_SetNotNull') return hasNoNulls ? [] : [setNotNull(table, name)];
  if (subtype === 'AT_DropColumn') return [dropColumn(table, name)];
  if (subtype === 'AT_AttachPartition' || subtype === 'AT_DetachPartition') return partition(table, command);
  const rewrites = subtype && REWRITES[subtype];
  if (rewrites !== undefined) return [rewritten(table, `${rewrites} '${name}'`)];
  return [
    {
      rule: 'unknown-statement',
      on: table,
      problem: `alters '${table}' by ${subtype}, of which the linter does not know what it locks`,
      fix: 'find out what it does to a big table, and accept it with that as the reason',
    },
  ];
}

function rewritten(table: string, does: string): Found {
  const fix =
    'add a new column, fill it in batches, and move the programs over; ' +
    'where nothing is written anew, as from varchar to text, accept it with that as the reason';
  return locks('rewrites-table', does, { on: table, mode: 'ACCESS EXCLUSIVE', until: 'rewritten' }, fix);
}

function addConstraint(table: string, constraint: Constraint): readonly Found[] {
  const { contype, conname, indexname, skip_validation: validatedLater } = constraint;
  if (validatedLater) return [];
  const does = `adds constraint '${conname ?? contype?.replace('CONSTR_', '').toLowerCase()}'`;
  const lock = (mode: HeldLock['mode'], until: HeldLock['until']): HeldLock => ({ on: table, mode, until });
  switch (contype) {
    case 'CONSTR_FOREIGN':
    case 'CONSTR_CHECK': {
      const mode = contype === 'CONSTR_FOREIGN' ? 'SHARE ROW EXCLUSIVE' : 'ACCESS EXCLUSIVE';
      const fix = 'add it NOT VALID, then ALTER TABLE … VALIDATE CONSTRAINT, which lets others read and write';
      return [locks('scans-under-lock', does, lock(mode, 'scanned'), fix)];
    }
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE': {
      if (indexname) return [];
      const fix = 'CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX';
      return [locks('builds-index-under-lock', does, lock('ACCESS EXCLUSIVE', 'index-built'), fix)];
    }
    default: {
      const fix = 'there is no other way: choose a time at which it may wait, and accept it with that as the reason';
      return [locks('builds-index-under-lock', does, lock('ACCESS EXCLUSIVE', 'index-built'), fix)];
    }
  }
}

function setNotNull(table: string, column: string): Found {
  return locks(
    'scans-under-lock',
    `sets '${column}' NOT NULL`,
    { on: table, mode: 'ACCESS EXCLUSIVE', until: 'scanned' },
    `before it, ADD CONSTRAINT … CHECK (${column} IS NOT NULL) NOT VALID and VALIDATE CONSTRAINT: then no row is read`,
  );
}

function dropColumn(table: string, column: string): Found {
  return {
    rule: 'breaks-running-version',
    on: table,
    problem: `drops column '${column}', which the version that runs until the rollout is over may still read or write`,
    fix: 'roll out a version that does not use it first, and accept it with that version as the reason',
  };
}

function partition(table: string, { subtype, def }: AlterTableCmd): readonly Found[] {
  const { name, concurrent } = (def && 'PartitionCmd' in def && def.PartitionCmd) || {};
  const other = written(name);
  if (subtype === 'AT_AttachPartition') {
    return [
      locks(
        'scans-under-lock',
        `attaches '${other}'`,
        { on: other, mode: 'ACCESS EXCLUSIVE', until: 'scanned' },
        'add a check to it that says the same as its bounds, validate that first, and accept this with it as the reason',
      ),
    ];
  }
  if (concurrent) return [];
  return [
    locks(
      'locks-table',
      `detaches '${other}'`,
      { on: table, mode: 'ACCESS EXCLUSIVE', until: 'others-end' },
      `write DETACH PARTITION ${other} CONCURRENTLY`,
    ),
  ];
}
