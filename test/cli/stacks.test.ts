import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../support/reference';

const dwcp = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(ROOT, 'bin', 'cli', 'main.js'), ...args], { cwd: ROOT, encoding: 'utf8' });

test('the stacks of an environment in parts are listed in their order, for a shell to go through', () => {
  expect(dwcp('stacks', 'staging')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: 'staging.cluster\nstaging.data.dwcp\nstaging.data.edge\nstaging.namespace.edge\nstaging.namespace.dwcp\n',
  });
});

test('as JSON, with what each comes after and the resources in it', () => {
  const { schema, stacks } = JSON.parse(dwcp('stacks', 'staging', '--json').stdout) as {
    schema: number;
    stacks: { stack: string; after: string[]; resources: string[] }[];
  };
  expect(schema).toBe(1);
  expect(stacks.map(({ stack, after }) => [stack, after])).toEqual([
    // What writes down what Vault is asked, before anything is.
    ['staging.cluster', []],
    ['staging.data.dwcp', ['staging.cluster']],
    ['staging.data.edge', []],
    ['staging.namespace.edge', ['staging.data.edge']],
    // A route of it is accepted by the gateway.
    ['staging.namespace.dwcp', ['staging.cluster', 'staging.data.dwcp', 'staging.namespace.edge']],
  ]);
  expect(stacks[0]!.resources).toEqual(
    ['file', 'socket'].map((type) => `vault:index/audit:Audit sys/audit/staging-${type}`),
  );
  expect(stacks[2]!.resources).toContain('v1/Namespace edge');
});

test('refuses an environment that there is not', () => {
  expect(dwcp('stacks', 'stagign')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: "unknown environment 'stagign'; did you mean staging? choose one of dev, staging, production\n",
  });
});
