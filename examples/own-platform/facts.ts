import { check, FACTS, type Facts, type Fields, field } from '@dwcp/baseline';

/** Where an environment of the shop runs: `Pulumi.<environment>.yaml`, whose keys begin with `shop:`. */
export interface ShopFacts extends Facts {
  /** The team that is asked about what runs here. */
  readonly team: string;
  readonly images: {
    readonly orders: string;
    readonly mailer: string;
    readonly postgres: string;
    readonly pgbouncer: string;
  };
}

const image = field.text('pin it by digest, as in registry/name:tag@sha256:…', check.imageByDigest);

/** How each fact is checked, and where its value is found. */
export const facts: Fields<ShopFacts> = {
  ...FACTS,
  team: field.text('name the team as in the directory of teams, e.g. checkout', check.dnsLabel),
  images: field.group({ orders: image, mailer: image, postgres: image, pgbouncer: image }),
};
