import { compile, RESOLUTIONS } from './support/compile';
import { type Consumer, install } from './support/consumer';
import { exportedNames } from './support/modules';

describe.each(['newest', 'oldest'] as const)(
  'a Pulumi program with a tree of its own, beside the %s peers',
  (peers) => {
    let consumer: Consumer;
    beforeAll(async () => {
      consumer = await install('pulumi-program', peers);
    });
    afterAll(() => consumer?.remove());

    test.each(RESOLUTIONS)('has types under moduleResolution $moduleResolution, skipLibCheck $skipLibCheck', (how) =>
      compile(consumer, how),
    );

    test.each(['@dwcp/baseline', '@dwcp/baseline/policies', '@dwcp/baseline/crossguard', '@dwcp/baseline/stacks'])(
      '%s is required, and imported by name',
      async (specifier) => {
        expect((await exportedNames(consumer, specifier)).length).toBeGreaterThan(0);
      },
    );
  },
);
