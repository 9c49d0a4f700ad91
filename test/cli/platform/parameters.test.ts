import { join } from 'node:path';
import { Repository } from './repository';

const TOLD = { metadataAddresses: ['169.254.0.23/32'], widestRange: { ipv4: 16 } };

let repository: Repository;
beforeAll(() => {
  repository = new Repository();
  repository.copy(join(__dirname, 'shop'));
  repository.edit('stacks/platform.ts', "  config: 'shop',", `  config: 'shop',\n  ...${JSON.stringify(TOLD)},`);
  repository.edit('stacks/platform.ts', '  check,\n', '  check,\n  cidr,\n  Port,\n  publicInternet,\n');
  repository.edit(
    'stacks/platform.ts',
    '\nfunction shop',
    "\nconst HTTPS = [Port.tcp(443, 'https')] as const;\n\nfunction shop",
  );
  // Its own rule and exemption are for others to test.
  repository.edit('stacks/platform.ts', /^ {2}(exemptions|rules): .*$/gm, '');
  calling("cidr('169.254.0.0/16', HTTPS)");
});
afterAll(() => repository.remove());

/** Makes the job of the shop call somebody. */
function calling(peer: string): void {
  const call = `.connections.allowTo(${peer});\n}\n\n/** A real`;
  repository.edit('stacks/platform.ts', /(?:\.connections.*|;)\n\}\n\n\/\*\* A real/, call);
}

test('what a platform tells the rules is in its plans, and in what it renders', () => {
  const { stdout } = repository.dwcp(['preview', 'qa', '--json']);
  const plan = JSON.parse(stdout) as { readonly resources: readonly { readonly object: any }[] };
  expect(plan).toMatchObject(TOLD);
  const peers = plan.resources.flatMap(({ object }) => object.spec?.egress?.flatMap(({ to }: any) => to) ?? []);
  expect(peers.flatMap(({ ipBlock }) => ipBlock ?? [])).toContainEqual({
    cidr: '169.254.0.0/16',
    except: ['169.254.169.254/32', '169.254.170.2/32', '169.254.0.23/32'],
  });
});

test('the verdicts are by it', () => {
  calling('publicInternet(HTTPS)');
  const { status, stdout } = repository.dwcp(['check', 'qa', '--rule', 'no-open-cidr']);
  expect(status).toBe(1);
  expect(stdout).toContain(
    'pods may call any address in 0.0.0.0/0 (spec.egress[2].to[0].ipBlock.cidr); name the range that is meant, of /16 or narrower',
  );
});

test('the policy pack is told of it', () => {
  const { status, stdout } = repository.dwcp(['exemptions']);
  expect({ status, told: JSON.parse(stdout) }).toEqual({
    status: 0,
    told: {
      'metadata-address-excluded': { metadataAddresses: TOLD.metadataAddresses },
      'no-open-cidr': { widestRange: TOLD.widestRange },
    },
  });
});

test('the API server is told of it', () => {
  const { status, stdout } = repository.dwcp(['admission', 'qa', '--json']);
  const { items } = JSON.parse(stdout) as { readonly items: readonly any[] };
  const says = (rule: string) =>
    items.find(({ metadata }) => metadata.name === `dwcp-${rule}`).spec.validations[0].message;
  expect(status).toBe(0);
  expect(says('no-open-cidr')).toContain('of /16 or narrower, or of /32 over IPv6');
  expect(says('metadata-address-excluded')).toContain(', 168.63.129.16/32, 169.254.0.23/32 to except');
});

test('what it does not let anybody name is refused where it is declared', () => {
  calling("cidr('198.50.0.0/15', HTTPS)");
  expect(repository.dwcp(['check', 'qa'])).toEqual({
    status: 2,
    stdout: '',
    stderr:
      "'qa/shop/import-eu-west-1' names '198.50.0.0/15', which is wider than the /16 that the platform allows; name the range " +
      'that is meant, or say publicInternet(…) and ask for an exemption\n',
  });
});
