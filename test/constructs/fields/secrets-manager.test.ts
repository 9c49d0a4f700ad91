import { factsFrom, field, SECRETS_MANAGER } from '../../../constructs';
import { problemsOf } from '../../support/problems-of';
import { SECRETS_MANAGER as FACTS, SECRETS_KEY } from '../../support/secrets-manager';

/** The facts of a stack file about AWS Secrets Manager. */
function read(secretsManager: unknown) {
  const fields = { secretsManager: field.optional(SECRETS_MANAGER) };
  return factsFrom({ 'dwcp:secretsManager': secretsManager }, fields, { file: 'Pulumi.qa.yaml' });
}

const role = (name: string, partition = 'aws') => `arn:${partition}:iam::123456789012:role/${name}`;
const at = (place: string) => `Pulumi.qa.yaml: dwcp:secretsManager.${place}: `;
const FIND = 'give what aws iam get-role --query Role.Arn prints, e.g. arn:aws:iam::123456789012:role/shop-secrets';

test.each([
  ['a region and a role for each namespace', FACTS],
  ['a key', { ...FACTS, key: SECRETS_KEY }],
  ['a key of several regions', { ...FACTS, key: SECRETS_KEY.replace(/key\/.*/, `key/mrk-${'0a'.repeat(16)}`) }],
  ['the government of the USA', { region: 'us-gov-west-1', roles: { shop: role('shop', 'aws-us-gov') } }],
  ['China', { region: 'cn-north-1', roles: { shop: role('shop', 'aws-cn') } }],
  ['a role in a path', { region: 'ap-southeast-2', roles: { shop: role('platform/dwcp/shop@x') } }],
])('takes %s', (_, facts) => {
  expect(read(facts)).toEqual({ secretsManager: facts });
});

test('is frozen, with what is in it', () => {
  const { secretsManager } = read(FACTS);
  expect([Object.isFrozen(secretsManager), Object.isFrozen(secretsManager!.roles)]).toEqual([true, true]);
});

test('refuses what is no region, role or key, all at once', () => {
  const roles = {
    shop: 'arn:aws:iam::123456789012:user/shop',
    Blog: role('blog'),
    orders: 'arn:aws:iam::12345:role/orders',
    mail: 7,
    edge: `${role('x'.repeat(65))}`,
  };
  expect(
    problemsOf(() => read({ region: 'eu-central-1a', roles, key: SECRETS_KEY.replace(/key\/.*/, 'alias/x') })),
  ).toEqual([
    `${at('region')}'eu-central-1a' is no region of AWS; give the region that secrets are in, e.g. eu-central-1`,
    `${at('roles.shop')}'arn:aws:iam::123456789012:user/shop' is not the ARN of a role; ${FIND}`,
    `${at('roles.Blog')}'Blog' is not a DNS label (1 to 63 lower-case letters, digits and inner hyphens); write the name of a namespace`,
    `${at('roles.orders')}'arn:aws:iam::12345:role/orders' is not the ARN of a role; ${FIND}`,
    `${at('roles.mail')}7 is not text; ${FIND}`,
    `${at('roles.edge')}'${role('x'.repeat(65))}' is not the ARN of a role; ${FIND}`,
    `${at('key')}'arn:aws:kms:eu-central-1:123456789012:alias/x' is not the ARN of a key; ` +
      'give what aws kms describe-key --query KeyMetadata.Arn prints, e.g. arn:aws:kms:eu-central-1:123456789012:key/…',
  ]);
});

test('refuses one role for two namespaces, by which each would read what is the other’s', () => {
  expect(problemsOf(() => read({ ...FACTS, roles: { shop: role('one'), blog: role('one') } }))).toEqual([
    `${at('roles.blog')}is the role of 'shop' as well, so that each reads the secrets of both; make one for each`,
  ]);
});

test.each<[string, unknown, string]>([
  [
    'a role of another partition',
    { region: 'cn-north-1', roles: { shop: role('shop') } },
    `${at('roles.shop')}'${role('shop')}' is no role of aws-cn, which cn-north-1 is in; ${FIND}`,
  ],
  [
    'a key of another region',
    { ...FACTS, region: 'eu-west-1', key: SECRETS_KEY },
    `${at('key')}'${SECRETS_KEY}' is not in eu-west-1, where the secrets are; give the ARN of the key there`,
  ],
  [
    'no roles',
    { ...FACTS, roles: {} },
    `${at('roles')}is an empty map; give the ARN of a role by each namespace, e.g. { shop: arn:aws:iam::123456789012:role/shop-secrets }`,
  ],
  [
    'a list of roles',
    { ...FACTS, roles: [role('shop')] },
    `${at('roles')}a list is not a map of roles; give the ARN of a role by each namespace, e.g. { shop: arn:aws:iam::123456789012:role/shop-secrets }`,
  ],
])('refuses %s', (_, facts, problem) => {
  expect(problemsOf(() => read(facts))).toEqual([problem]);
});
