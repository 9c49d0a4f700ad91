import { App } from 'cdk8s';
import {
  definePlatform,
  Environment,
  FACTS as FACT_FIELDS,
  parsePlan,
  planOf,
  POSTURE as RANKED,
  type RuleParameters,
} from '../../../constructs';
import { FACTS, POSTURE } from '../../support/environment';
import { problemsOf } from '../../support/problems-of';

const environment = (given: object) => new Environment(new App(), 'test', { posture: POSTURE, facts: FACTS, ...given });

const platform = (given: object) =>
  definePlatform({
    environments: { test: POSTURE },
    posture: RANKED,
    facts: FACT_FIELDS,
    declare: () => {},
    ...given,
  });

test.each<[what: string, RuleParameters]>([
  ['one metadata address', { metadataAddresses: ['169.254.0.23/32'] }],
  ['one of each family, and one that everybody knows', { metadataAddresses: ['fd00::1/128', '169.254.169.254/32'] }],
  ['the widest range of IPv4', { widestRange: { ipv4: 16 } }],
  ['the widest range of IPv6', { widestRange: { ipv6: 48 } }],
  ['the widest that anybody owns', { widestRange: { ipv4: 8, ipv6: 32 } }],
  ['one address as the widest', { widestRange: { ipv4: 32, ipv6: 128 } }],
  ['all', { registries: ['r.example.com'], metadataAddresses: ['169.254.0.23/32'], widestRange: { ipv4: 12 } }],
])('a plan has what its platform tells the rules, and so has what is read of it: %s', (_, given) => {
  const plan = planOf(environment(given));
  expect(plan).toMatchObject(given);
  expect(parsePlan(JSON.stringify(plan))).toEqual(plan);
  expect(environment(given).parameters).toEqual(given);
  expect(platform(given)).toMatchObject(given);
  expect(platform(given).plan('test', FACTS)).toMatchObject(given);
});

test('one whose platform tells nothing has nothing', () => {
  const keys = ['registries', 'metadataAddresses', 'widestRange'];
  expect(Object.keys(planOf(environment({}))).filter((key) => keys.includes(key))).toEqual([]);
  expect(Object.keys(platform({})).filter((key) => keys.includes(key))).toEqual([]);
});

test('what was taken cannot be changed afterwards', () => {
  const metadataAddresses = ['169.254.0.23/32'];
  const widestRange = { ipv4: 16 };
  const taken = platform({ metadataAddresses, widestRange });
  metadataAddresses.push('fd00::1/128');
  widestRange.ipv4 = 8;
  expect(taken).toMatchObject({ metadataAddresses: ['169.254.0.23/32'], widestRange: { ipv4: 16 } });
  expect([taken.metadataAddresses, taken.widestRange].map(Object.isFrozen)).toEqual([true, true]);
});

const ADDRESS = "write each address as a range of its own, as in ['169.254.0.23/32', 'fd00::1/128']";
const IPV4 = 'write a whole number from 8, the widest that anybody owns, to 32';
const IPV6 = 'write a whole number from 32, the widest that anybody owns, to 128';

test.each<[what: string, given: object, ...problems: string[]]>([
  [
    'a metadata address that is in no list',
    { metadataAddresses: '169.254.0.23/32' },
    `metadataAddresses: '169.254.0.23/32' is not a list; ${ADDRESS}`,
  ],
  ['an empty list of them', { metadataAddresses: [] }, `metadataAddresses: is an empty list; ${ADDRESS}`],
  [
    'what is no text, no address and nothing, all at once',
    { metadataAddresses: [7, 'metadata.example.com', ''] },
    `metadataAddresses[0]: 7 is not text; ${ADDRESS}`,
    `metadataAddresses[1]: 'metadata.example.com' is not a CIDR; ${ADDRESS}`,
    `metadataAddresses[2]: is empty; ${ADDRESS}`,
  ],
  [
    'an address without its mask',
    { metadataAddresses: ['169.254.0.23', 'fd00::1'] },
    "metadataAddresses[0]: '169.254.0.23' has no mask; write 169.254.0.23/32 for that one address",
    "metadataAddresses[1]: 'fd00::1' has no mask; write fd00::1/128 for that one address",
  ],
  [
    'host bits',
    { metadataAddresses: ['169.254.0.23/16', 'fd00::1/64'] },
    "metadataAddresses[0]: '169.254.0.23/16' has host bits set; write 169.254.0.23/32 for that one address",
    "metadataAddresses[1]: 'fd00::1/64' has host bits set; write fd00::1/128 for that one address",
  ],
  [
    'a range of addresses',
    { metadataAddresses: ['169.254.0.0/16', '0.0.0.0/0'] },
    `metadataAddresses[0]: '169.254.0.0/16' is a range, not one address; ${ADDRESS}`,
    `metadataAddresses[1]: '0.0.0.0/0' is a range, not one address; ${ADDRESS}`,
  ],
  [
    'an address in another form, and one that is read in two ways',
    { metadataAddresses: ['FD00:0::1/128', '::ffff:169.254.0.23/128', '::ffff:a9fe:17/128'] },
    "metadataAddresses[0]: 'FD00:0::1/128' is not in canonical form; write fd00::1/128",
    "metadataAddresses[1]: '::ffff:169.254.0.23/128' is not in canonical form; write ::ffff:a9fe:17/128",
    "metadataAddresses[2]: '::ffff:a9fe:17/128' is IPv4 written as IPv6, which firewalls read in two ways; write it as IPv4",
  ],
  [
    'one twice',
    { metadataAddresses: ['169.254.0.23/32', '169.254.0.23/32'] },
    'metadataAddresses[1]: 169.254.0.23/32 is listed twice; remove one',
  ],
  [
    'a widest range that is wider than anybody owns',
    { widestRange: { ipv4: 7, ipv6: 31 } },
    `widestRange.ipv4: 7 is no such prefix; ${IPV4}`,
    `widestRange.ipv6: 31 is no such prefix; ${IPV6}`,
  ],
  [
    'one that is narrower than an address',
    { widestRange: { ipv4: 33, ipv6: 129 } },
    `widestRange.ipv4: 33 is no such prefix; ${IPV4}`,
    `widestRange.ipv6: 129 is no such prefix; ${IPV6}`,
  ],
  [
    'one that is no whole number',
    { widestRange: { ipv4: 8.5, ipv6: Number.NaN } },
    `widestRange.ipv4: 8.5 is no such prefix; ${IPV4}`,
    `widestRange.ipv6: NaN is no such prefix; ${IPV6}`,
  ],
  [
    'one that is no number',
    { widestRange: { ipv4: '/16', ipv6: null } },
    `widestRange.ipv4: '/16' is not a prefix; ${IPV4}`,
    `widestRange.ipv6: has no value; ${IPV6}`,
  ],
  [
    'one of a family that there is not',
    { widestRange: { ipV4: 16, ipv6: 48 } },
    'widestRange.ipV4: is not a field; did you mean widestRange.ipv4?',
  ],
  ['one prefix for both', { widestRange: 16 }, 'widestRange: 16 is not a map; give it ipv4, ipv6'],
  ['one of nothing', { widestRange: {} }, 'widestRange: is an empty map; give it ipv4, ipv6 or both, or leave it out'],
  [
    'what is wrong with several, all at once',
    { registries: ['shop'], metadataAddresses: ['10.0.0.0/8'], widestRange: { ipv4: 0 } },
    "registries[0]: 'shop' is no registry; write registries as images begin with them, as in ['registry.example.com/shop']",
    `metadataAddresses[0]: '10.0.0.0/8' is a range, not one address; ${ADDRESS}`,
    `widestRange.ipv4: 0 is no such prefix; ${IPV4}`,
  ],
])('refuses %s, from an environment and from a platform', (_, given, ...problems) => {
  expect(problemsOf(() => environment(given))).toEqual(problems.map((problem) => `'test' ${problem}`));
  expect(problemsOf(() => platform(given))).toEqual(problems.map((problem) => `definePlatform: ${problem}`));
});

test.each<[what: string, given: object, ...problems: string[]]>([
  [
    'which is of another shape',
    { metadataAddresses: [''], widestRange: { ipv4: 7, ipv6: '48' } },
    'metadataAddresses[0] is empty',
    'widestRange.ipv4 is 7, where a whole number from 8 to 32 was expected',
    'widestRange.ipv6 is "48", where a whole number from 32 to 128 was expected',
  ],
  [
    'which is no address',
    { metadataAddresses: ['169.254.0.0/16'] },
    `metadataAddresses[0]: '169.254.0.0/16' is a range, not one address; ${ADDRESS}`,
  ],
])('a plan is not read with a parameter %s', (_, given, ...problems) => {
  const plan = { ...planOf(environment({})), ...given };
  expect(problemsOf(() => parsePlan(plan))).toEqual(problems.map((one) => `plan: ${one}; make the plan again`));
});
