import { compile, resolutionsBeside } from './support/compile';
import { type Consumer, install } from './support/consumer';
import { exportedNames } from './support/modules';

describe.each(['newest', 'oldest'] as const)(
  'a repository with workloads of cdk8s-plus, beside the %s peers',
  (peers) => {
    let consumer: Consumer;
    beforeAll(async () => {
      consumer = await install('existing-workloads', peers);
    });
    afterAll(() => consumer.remove());

    test('grants one of them a database, and refuses the selector that is wrong', async () => {
      expect(await consumer.run('npm', 'test')).toMatch(/^# fail 0$/m);
    });

    test('is told what the rules find, all of it in what was there before', async () => {
      const printed = (await consumer.run('npm', 'run', '-s', 'synth')).trim().split('\n');
      expect(printed[0]).toMatch(/^\d+ resources, \d+ edges$/);
      expect(printed.slice(1).filter((line) => !line.startsWith('Deployment shop/legacy-orders: '))).toEqual([]);
      expect(printed.length).toBeGreaterThan(1);
    });

    test('has the schema of a plan, for programs of any language', async () => {
      const schema = await consumer.run('node', '-p', "require('@dwcp/baseline/plan.schema.json').$schema");
      expect(schema.trim()).toBe('https://json-schema.org/draft/2020-12/schema');
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
  },
);
