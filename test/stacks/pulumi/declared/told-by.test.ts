import * as pulumi from '@pulumi/pulumi';
import { OperatorLogin, type Plan, planOf, SecureNamespace } from '../../../../constructs';
import { deploy } from '../../../../stacks/pulumi/deploy';
import { environment } from '../../../support/environment';
import { problemsOf } from '../../../support/problems-of';
import { heard, Provider, registered } from '../../../support/pulumi/registered';
import { LOADING } from '../told';

const KEY = 'operators:client-secret';
const PEOPLE = 'test/orders/people';

function people(): Plan {
  const tree = environment();
  new OperatorLogin(new SecureNamespace(tree, 'orders'), 'people', {
    issuer: 'https://login.example.com',
    clientId: 'vault',
    clientSecret: KEY,
    roles: { 'on-call': { groups: ['on-call'], may: ['see'] } },
  });
  return planOf(tree);
}

function deployed(): void {
  deploy(people(), { kubernetes: new Provider('kubernetes'), vault: new Provider('vault') });
}

afterEach(() => pulumi.runtime.setAllConfig({}));

test(
  'what Vault says of one is told to who takes it, and a secret of the configuration is told as one',
  async () => {
    pulumi.runtime.setAllConfig({ [KEY]: 'of-the-provider' }, [KEY]);
    const all = new Map((await registered(deployed)).map((one) => [one.name, one]));
    const enforced = all.get('identity/mfa/login-enforcement/test.orders.people')!;
    expect(enforced.inputs).toEqual({
      name: 'test.orders.people',
      authMethodAccessors: [`accessor of auth/${PEOPLE}`],
      mfaMethodIds: ['methodId of identity/mfa/method/totp/test.orders.people'],
    });
    expect(enforced.dependencies).toEqual(
      expect.arrayContaining([
        expect.stringContaining('MfaTotp'),
        expect.stringContaining('jwt/authBackend:AuthBackend'),
      ]),
    );
    // As Pulumi's own programs write what is to be encrypted wherever it is kept.
    expect(all.get(`auth/${PEOPLE}`)!.inputs['oidcClientSecret']).toEqual({
      '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
      value: 'of-the-provider',
    });
  },
  LOADING,
);

test('a secret that the configuration does not have is refused before anything is declared, with what to run', async () => {
  const problems: string[] = [];
  const { registrations } = await heard(() => problems.push(...problemsOf(deployed)));
  expect(problems).toEqual([
    `deploy of 'test' needs the secret '${KEY}', which its configuration does not have; pulumi config set --secret ${KEY}`,
  ]);
  expect(registrations.filter(({ type }) => type.startsWith('vault:'))).toEqual([]);
});
