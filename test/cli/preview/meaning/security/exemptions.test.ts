import { exemptions } from '../../../../../cli/preview/meaning/security/exemptions';
import type { Exemption, Manifest } from '../../../../../constructs';
import { kubernetesResource } from '../../../../../constructs/plan/resource';
import { judge } from '../../../../../policies/index';
import { comparing, manifest } from '../../support';
import { said, saidBothWays } from './said';

const POD: Manifest = manifest('v1', 'Pod', 'api', { spec: { hostNetwork: true, containers: [] } });
const EXEMPTION = {
  rule: 'host-namespaces-isolated',
  resource: 'v1/Pod shop/api',
  field: 'spec.hostNetwork',
  owner: 'shop',
  reason: 'it reads packets',
  ticket: 'SHOP-1',
  expires: '2027-01-31',
} satisfies Exemption;
const CALLED = 'exemption of v1/Pod shop/api from host-namespaces-isolated (spec.hostNetwork)';

/** A side with these exemptions, judged on a day. */
function side(granted: readonly Exemption[], today = '2026-12-01') {
  const verdicts = judge([kubernetesResource(POD, 'shop/api')], { exemptions: granted, today });
  return { objects: [POD], exemptions: granted, verdicts };
}

test('one that is new is worse, with who answers for it until when, and one that is gone better', () => {
  const [there, back] = saidBothWays(exemptions, side([]), side([EXEMPTION]));
  expect(there).toEqual([`worse: ${CALLED}: is new, until 2027-01-31, for shop (SHOP-1): it reads packets`]);
  expect(back).toEqual([
    `better: ${CALLED}: is gone, which was there until 2027-01-31, for shop (SHOP-1): it reads packets`,
  ]);
  const [finding] = exemptions(comparing(side([]), side([EXEMPTION])));
  expect(finding).toMatchObject({ topic: 'exemption', subject: CALLED, resources: ['v1/Pod shop/api'] });
  expect(finding).not.toHaveProperty('gate');
});

test('one that lasts longer is worse, and one that ends sooner better', () => {
  const longer = { ...EXEMPTION, expires: '2027-06-30' };
  expect(saidBothWays(exemptions, side([EXEMPTION]), side([longer]))).toEqual([
    [`worse: ${CALLED}: ends on 2027-06-30, and not on 2027-01-31`],
    [`better: ${CALLED}: ends on 2027-01-31, and not on 2027-06-30`],
  ]);
});

test('who answers for it, and why, is told', () => {
  const other = { ...EXEMPTION, owner: 'till', reason: 'it reads mail' };
  expect(said(exemptions, side([EXEMPTION]), side([other]))).toEqual([
    `neutral: ${CALLED}: owner shop → till and reason it reads packets → it reads mail`,
  ]);
});

test('one for another place is another one', () => {
  const [fresh, ended] = exemptions(comparing(side([EXEMPTION]), side([{ ...EXEMPTION, rule: 'run-as-non-root' }])));
  expect([fresh!.effect, ended!.effect].sort()).toEqual(['better', 'worse']);
});

describe('one that is over', () => {
  const over = side([EXEMPTION], '2027-02-01');
  const expired = "it expired, on '2027-01-31'; repair the resource, or have the owner renew it";

  test('stops the change, whether it was over before or not', () => {
    const [now] = exemptions(comparing(side([EXEMPTION]), over));
    expect(now).toMatchObject({ effect: 'worse', says: `${CALLED}: ${expired}`, gate: 'exemption-over' });
    const [still] = exemptions(comparing(over, over));
    expect(still).toMatchObject({ effect: 'neutral', says: `${CALLED}: ${expired}`, gate: 'exemption-over' });
  });

  test('is better where it is gone', () => {
    const [finding] = exemptions(comparing(over, side([])));
    expect(finding).toMatchObject({ effect: 'better' });
    expect(finding).not.toHaveProperty('gate');
  });
});

test('one that excuses nothing stops the change as well', () => {
  const nothing = { ...EXEMPTION, rule: 'seccomp-runtime-default', field: 'spec' };
  const [finding] = exemptions(comparing(side([]), side([nothing])));
  expect(finding).toMatchObject({ effect: 'worse', gate: 'exemption-over' });
});

test('one that is no exemption at all is told by its place', () => {
  const [finding] = exemptions(comparing(side([]), { ...side([null as never]), exemptions: [] }));
  expect(finding).toMatchObject({ subject: 'exemptions[0]', effect: 'worse', gate: 'exemption-over' });
});

test('where one side knows of none, nobody can tell which are new', () => {
  const says = (where: string) => [`worse: exemptions: 1 of them are known, and nobody can tell which ${where} has`];
  const { exemptions: _, ...unknown } = side([]);
  expect(saidBothWays(exemptions, unknown, side([EXEMPTION]))).toEqual([says('main'), says('the working tree')]);
  expect(saidBothWays(exemptions, unknown, side([]))).toEqual([[], []]);
});
