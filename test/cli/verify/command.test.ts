import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERIFY_JSON_SCHEMA } from '../../../cli/verify/schema';
import { ROOT } from '../../support/reference';

test('the schema that is shipped is that of the code: npm run generate', () => {
  const file = readFileSync(join(ROOT, 'cli', 'verify', 'verify.schema.json'), 'utf8');
  expect(JSON.parse(file)).toEqual(VERIFY_JSON_SCHEMA);
});

const DIGEST = `sha256:${'ab'.repeat(32)}`;

test.each<[string, readonly string[], string]>([
  [
    'an image of no certain content',
    ['--image', 'busybox:1.37'],
    '--image busybox:1.37: names no certain content; write it with its digest',
  ],
  ['no image', [], "required option '--image <image>' not specified"],
  ['a proof that there is not', ['--image', `busybox@${DIGEST}`, '--skip', 'undeclard'], 'Did you mean undeclared?'],
  ['a cluster that nobody leads to', ['--image', `busybox@${DIGEST}`], 'does not say which cluster it leads to'],
])('refuses %s', (_, args, says) => {
  const command = [join(ROOT, 'bin', 'cli', 'main.js'), 'verify', 'staging', ...args];
  const env = { PATH: process.env['PATH'], HOME: '/nowhere', KUBECONFIG: '/nowhere/config', NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, env, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(says);
});
