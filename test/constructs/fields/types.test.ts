import {
  check,
  FACTS as FACT_FIELDS,
  type Facts,
  type Field,
  type Fields,
  field,
  POSTURE as POSTURE_FIELDS,
  type Posture,
  type RankedFields,
} from '../../../constructs';

interface ShopFacts extends Facts {
  readonly domain: string;
  readonly mirror?: string;
}

interface ShopPosture extends Posture {
  readonly api: { readonly scale: number; readonly tier: 'cheap' | 'fast' };
}

const domain = field.text('give the domain', check.publicDomain);
const scale = field.count({ stricter: 'more' });
const tier = field.oneOf(['cheap', 'fast'], 'it says which nodes it runs on', { stricter: 'later' });

const facts = (fields: Fields<ShopFacts>) => Object.keys(fields);
const posture = (fields: RankedFields<ShopPosture>) => Object.keys(fields);

test('compiles where every part has a field of its own type', () => {
  expect(facts({ ...FACT_FIELDS, domain, mirror: field.optional(domain) })).toContain('domain');
  expect(posture({ ...POSTURE_FIELDS, api: field.group({ scale, tier }) })).toContain('api');
  // Narrower than the type is sound: what passes is one of its values.
  expect(
    posture({ ...POSTURE_FIELDS, api: field.group({ scale, tier: field.only(tier, ['fast'], 'it is live') }) }),
  ).toContain('api');
  const passed: Field<{ readonly scale: number; readonly tier?: 'cheap' | 'fast' }> = field.group({
    scale,
    tier: field.optional(tier, { absent: 'looser' }),
  });
  expect(passed.problems({ scale: 1 }, [])).toEqual([]);
});

test('does not compile without a field, without a direction, or with a field of another type', () => {
  // @ts-expect-error nobody checks `domain`
  facts({ ...FACT_FIELDS, mirror: field.optional(domain) });
  // @ts-expect-error nobody checks `mirror`
  facts({ ...FACT_FIELDS, domain });
  // @ts-expect-error a required fact may not be left out
  facts({ ...FACT_FIELDS, domain: field.optional(domain), mirror: field.optional(domain) });
  // @ts-expect-error a number is no domain
  facts({ ...FACT_FIELDS, domain: scale, mirror: field.optional(domain) });
  // @ts-expect-error nobody checks a part of `api`
  posture({ ...POSTURE_FIELDS, api: field.group({ scale }) });
  // @ts-expect-error `tier` does not say which way is stricter
  posture({ ...POSTURE_FIELDS, api: field.group({ scale, tier: field.oneOf(['cheap', 'fast'], 'it says where') }) });
  // @ts-expect-error nor does a text
  posture({ ...POSTURE_FIELDS, name: domain, api: field.group({ scale, tier }) });
  const free = field.oneOf(['cheap', 'free'], 'it says where', { stricter: 'later' });
  // @ts-expect-error the field lets more through than the type has
  posture({ ...POSTURE_FIELDS, api: field.group({ scale, tier: free }) });
  const unsaid = field.optional(field.leaf<'cheap' | 'fast'>(() => undefined));
  // @ts-expect-error an optional part of a posture says what leaving it out is
  const open: RankedFields<{ readonly tier?: 'cheap' | 'fast' }> = { tier: unsaid };
  expect(Object.keys(open)).toEqual(['tier']);
});
