import { HealthCheck, SecureNamespace, Volume, WebService } from '../../../constructs';
import { environment, IMAGE, RESOURCES } from '../../support/environment';
import { problemsOf } from '../../support/problems-of';

const MEMORY = "write Mi or Gi that come to whole bytes, as in '512Mi'";
const THERE = 'write the name of what is there';

test.each<[string, () => unknown, readonly string[]]>([
  [
    'a size without a unit',
    () => Volume.scratch('cache', '1' as never),
    [`Volume.scratch(…) has '1' for \`size\`; ${MEMORY}`],
  ],
  ['a decimal size', () => Volume.memory('shm', '5G' as never), [`Volume.memory(…) has '5G' for \`size\`; ${MEMORY}`]],
  [
    'no name and no size',
    () => Volume.scratch('', undefined as never),
    [
      "Volume.scratch(…) has '' for `name`; write the name that containers share it by",
      `Volume.scratch(…) has no \`size\`; ${MEMORY}`,
    ],
  ],
  [
    'a class that is none',
    () => Volume.scratchDisk('disk', '1Gi', { storageClass: 'A B' }),
    ["Volume.scratchDisk(…) has 'A B' for `storageClass`; write the name of a StorageClass"],
  ],
  [
    'a disk in Mi',
    () => Volume.scratchDisk('disk', '10Mi' as never),
    ["Volume.scratchDisk(…) has '10Mi' for `size`; write Gi that come to whole bytes, as in '50Gi'"],
  ],
  [
    'a ConfigMap without a name',
    () => Volume.configMap(undefined as never),
    [`Volume.configMap(…) has no \`name\`; ${THERE}`],
  ],
  ['a claim of no possible name', () => Volume.claim('Ü'), [`Volume.claim(…) has 'Ü' for \`name\`; ${THERE}`]],
  // Unread, it would be mounted for writing.
  [
    'an option in another case',
    () => Volume.claim('seed', { readonly: true } as never),
    ['Volume.claim(…) has an unknown prop `readonly`; did you mean `readOnly`?'],
  ],
  [
    'a path that is none',
    () => HealthCheck.http('ready' as never),
    ["HealthCheck.http(…) has 'ready' for `path`; write a path, e.g. '/health'"],
  ],
  [
    'no path',
    () => HealthCheck.http(undefined as never),
    ["HealthCheck.http(…) has no `path`; write a path, e.g. '/health'"],
  ],
  ['port 0', () => HealthCheck.tcp(0), ['HealthCheck.tcp(…) has 0 for `port`; write a whole number from 1 to 65535']],
  [
    'nobody to ask',
    () => HealthCheck.grpc(undefined as never),
    ['HealthCheck.grpc(…) has no `service`; write what the server is asked about'],
  ],
  [
    'no command',
    () => (HealthCheck.command as () => unknown)(),
    ["HealthCheck.command(…) has [] for `words`; write words, e.g. '/app/ready'"],
  ],
])('refuses %s', (_, make, problems) => {
  expect(problemsOf(make)).toEqual(problems);
});

describe('a workload in the mesh', () => {
  const web = (more: object) => () =>
    new WebService(new SecureNamespace(environment(), 'shop'), 'web', {
      image: IMAGE,
      scale: 1,
      resources: RESOURCES,
      ...more,
    });

  test('is not run as the sidecar, whose connections the mesh lets by', () => {
    expect(problemsOf(web({ userId: 1337 }))).toEqual([
      "'test/shop/web' has 1337 for `userId`, by which the mesh knows the sidecar, whose connections it lets by; choose another",
    ]);
  });

  test.each([{ managementPort: 15020 }, { metrics: { port: 15000 } }])(
    'does not listen where its sidecar does: %p',
    (more) => {
      expect(problemsOf(web(more))).toEqual([
        expect.stringMatching(/listens on 150.0\/TCP, where its sidecar listens already/),
      ]);
    },
  );
});
