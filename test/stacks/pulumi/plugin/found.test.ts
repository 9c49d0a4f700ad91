import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundCluster } from '../../../../stacks/pulumi/plugin/found';

const folder = mkdtempSync(join(tmpdir(), 'found-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A kubectl that does what a script says. */
function kubectl(script: string): string {
  const file = join(folder, 'kubectl');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('the cluster is the UID of kube-system, by the context that is given', async () => {
  const program = kubectl(`echo "{\\"metadata\\":{\\"uid\\":\\"$*\\"}}"`);
  const ask = 'get --raw /api/v1/namespaces/kube-system --request-timeout=20s';
  expect(await foundCluster('live', program)).toBe(`--context live ${ask}`);
  expect(await foundCluster(undefined, program)).toBe(ask);
});

test('what keeps kubectl from answering is told by its last line', async () => {
  const program = kubectl(
    'echo "E1127 memcache.go:265] dial tcp" >&2; echo "error: context \\"live\\" does not exist" >&2; exit 1',
  );
  await expect(foundCluster('live', program)).rejects.toThrow(/^error: context "live" does not exist$/);
});

test('where there is no kubectl, that is what is told', async () => {
  await expect(foundCluster('live', join(folder, 'nowhere'))).rejects.toThrow('kubectl, which asks it, is not on PATH');
});
