import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compile, resolutionsBeside } from './support/compile';
import { type Consumer, install } from './support/consumer';
import { exportedNames } from './support/modules';

describe.each(['newest', 'oldest'] as const)(
  'a repository with a platform of its own, beside the %s peers',
  (peers) => {
    let consumer: Consumer;
    beforeAll(async () => {
      consumer = await install('own-platform', peers);
    });
    afterAll(() => consumer.remove());

    test('passes its own tests, and every rule with the exemption that it has', async () => {
      expect(await consumer.run('npm', 'test')).toMatch(/^# fail 0$/m);
    });

    test('installs no Pulumi, and no second copy of what it brings itself', () => {
      const installed = readdirSync(join(consumer.folder, 'node_modules'));
      expect(installed).not.toContain('@pulumi');
      expect(installed).toEqual(expect.arrayContaining(['cdk8s', 'constructs', '@dwcp']));
      const ours = join(consumer.folder, 'node_modules', '@dwcp', 'baseline');
      expect(readdirSync(ours)).not.toContain('node_modules');
    });

    test('previews, checks and draws its own environments', async () => {
      const preview = await consumer.run('npx', 'dwcp', 'preview', 'qa');
      expect(preview).toContain('shop/orders');
      expect(preview).not.toContain('dwcp-api');
      expect(await consumer.run('npx', 'dwcp', 'check', 'live')).toMatch(/ passed/);
      expect(await consumer.run('npx', 'dwcp', 'connections', 'qa')).toContain('orders');
      await consumer.run('npx', 'dwcp', 'synth', 'qa', '--out', 'dist/qa');
      expect(readdirSync(join(consumer.folder, 'dist', 'qa')).length).toBeGreaterThan(0);
    });

    test.each(resolutionsBeside(peers))(
      'has types under moduleResolution $moduleResolution, skipLibCheck $skipLibCheck',
      (how) => compile(consumer, how),
    );

    test.each(['@dwcp/baseline', '@dwcp/baseline/policies'])(
      '%s is required, and imported by name',
      async (specifier) => {
        expect((await exportedNames(consumer, specifier)).length).toBeGreaterThan(5);
      },
    );

    test('is loaded as an ES module, too', async () => {
      await consumer.run('npm', 'pkg', 'set', 'type=module');
      rmSync(join(consumer.folder, 'node_modules', '.cache'), { recursive: true, force: true });
      expect(await consumer.run('npx', 'dwcp', 'check', 'qa')).toMatch(/ passed/);
    });
  },
);

test('pnpm, which links what is declared and nothing else, installs it as well', async () => {
  const consumer = await install('own-platform', 'newest', 'pnpm');
  try {
    expect(await consumer.run('npm', 'test')).toMatch(/^# fail 0$/m);
  } finally {
    consumer.remove();
  }
});
