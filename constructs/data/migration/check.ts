import type { Construct } from 'constructs';
import { invalid, UserError } from '../../invalid';
import type { MigrationFinding } from './finding';
import { lintMigration } from './lint';
import type { AcceptedFinding, SchemaMigrationProps } from './props';
import { lockSeconds, statementSeconds } from './run-script';

/** Refuses SQL that would lock, fail or break, all of it at once, and what is accepted without need. */
export function checkSql(migration: Construct, { up, down, accept = [] }: SchemaMigrationProps): void {
  const found = (['up', 'down'] as const).flatMap((direction) =>
    lintMigration(direction === 'up' ? up : down, direction).map((finding) => ({ ...finding, direction })),
  );
  const accepts = (one: MigrationFinding, { rule, on }: AcceptedFinding) => one.rule === rule && one.on === on;
  const problems = [
    ...found
      .filter((one) => !accept.some((accepted) => accepts(one, accepted)))
      .map(
        ({ direction, line, problem, fix, rule }) => `at line ${line} of \`${direction}\` ${problem} (${rule}); ${fix}`,
      ),
    ...accept
      .filter((accepted) => !found.some((one) => accepts(one, accepted)))
      .map(({ rule, on }) => `accepts ${rule} on '${on}', which is not found; remove it from \`accept\``),
  ];
  if (problems.length > 0) throw new UserError(problems.map((problem) => `'${migration.node.path}' ${problem}`));
}

/** Refuses times of which one cannot hold beside another. */
export function checkTimes(
  migration: Construct,
  { lockTimeout, statementTimeout, checklist }: SchemaMigrationProps,
  deadlineSeconds: number,
): void {
  const [lock, statement] = [lockSeconds(lockTimeout), statementSeconds(statementTimeout)];
  const took = checklist.took.toSeconds();
  if (lock >= statement) {
    throw invalid(
      migration,
      `waits ${lock} s for a lock and lets a statement take ${statement} s, the wait included`,
      'choose a `lockTimeout` below `statementTimeout`',
    );
  }
  if (statement >= deadlineSeconds || took >= deadlineSeconds) {
    throw invalid(
      migration,
      `is stopped after ${deadlineSeconds} s, took ${took} s when it was tried, and lets a statement take ${statement} s`,
      'raise `deadline` above both, or lower `statementTimeout`',
    );
  }
}
