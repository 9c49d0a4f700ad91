import { field, POSTURE, type Posture, type RankedFields } from '@dwcp/baseline';

/** How strict an environment of the shop is, and how much it runs. */
export interface ShopPosture extends Posture {
  readonly orders: {
    readonly instances: 1 | 3;
    readonly scale: number;
  };
}

/** Which way each part is stricter: `live` may only tighten what `qa` has. */
export const posture: RankedFields<ShopPosture> = {
  ...POSTURE,
  orders: field.group({
    instances: field.oneOf([1, 3], 'two have no majority when one is lost', { stricter: 'later' }),
    scale: field.count({ stricter: 'more' }),
  }),
};

/** Loosest first. */
export const environments = {
  qa: {
    name: 'qa',
    data: 'disposable',
    zoneSpread: 'preferred',
    enforcement: 'enforced',
    orders: { instances: 1, scale: 2 },
  },
  live: {
    name: 'live',
    data: 'protected',
    zoneSpread: 'required',
    enforcement: 'enforced',
    orders: { instances: 3, scale: 3 },
  },
} as const satisfies Record<string, ShopPosture>;
