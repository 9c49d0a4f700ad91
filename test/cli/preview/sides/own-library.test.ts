import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { History } from './history';

/** A build takes its time. */
const PATIENCE = 240_000;

describe('in the repository of the library itself', () => {
  let history: History;
  beforeEach(() => {
    history = History.ofLibrary();
  });
  afterEach(() => {
    expect(history.leftovers()).toEqual([]);
    history.remove();
  });

  /** What changed in dev since the commit before, by the library as it was then. */
  function changed(): readonly string[] {
    const { status, stdout, stderr } = history.dwcp(['preview', 'dev', '--against', 'HEAD~1', '--format', 'json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const report = JSON.parse(stdout) as {
      environments: [{ diff: { changed: { id: string; fields: { field: string }[] }[] } }];
    };
    return report.environments[0].diff.changed.flatMap(({ id, fields }) => fields.map(({ field }) => `${id} ${field}`));
  }

  test('a ref is evaluated by our build where only the platform has changed', () => {
    history.repository.edit('stacks/environments/dev.ts', 'worker: { scale: 1', 'worker: { scale: 2');
    history.commit();
    expect(changed()).toContain('apps/v1/Deployment dwcp/dwcp-worker spec.replicas');
  });

  test(
    'a ref is evaluated by the library as it was where that has changed',
    () => {
      history.repository.edit('constructs/names.ts', /^/, `// ${history.folder}\n`);
      history.repository.edit('constructs/workload/disruption-budget.ts', /maxUnavailable: 1\b/, 'maxUnavailable: 2');
      history.commit();
      history.git('checkout', '--quiet', 'HEAD~1', '--', 'constructs');
      history.commit();
      const budgets = changed();
      expect(budgets.length).toBeGreaterThan(0);
      expect(budgets.every((one) => /PodDisruptionBudget .* spec\.maxUnavailable$/.test(one))).toBe(true);
      appendFileSync(join(history.folder, 'README.md'), '\n');
      expect(changed()).toEqual(budgets);
    },
    PATIENCE,
  );
});
