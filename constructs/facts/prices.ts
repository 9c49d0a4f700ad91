import type { Field } from '../fields/field';
import { group } from '../fields/group';
import { number } from '../fields/number';
import { text } from '../fields/text';

/** What a month of a cluster's capacity costs. */
export interface Prices {
  /** Such as `EUR`: ISO 4217. */
  readonly currency: string;
  /** Of one core. */
  readonly cpu: number;
  /** Of one GiB of memory. */
  readonly memory: number;
  /** Of one GiB of disk. */
  readonly storage: number;
}

function price(of: string): Field<number> {
  return number(`give what a month of ${of} costs, e.g. 3.5`, (value, find) =>
    Number.isFinite(value) && value >= 0 ? undefined : `${value} is not a price; ${find}`,
  );
}

/** The fields of the prices. */
export const PRICES: Field<Prices> = group({
  currency: text('name the currency of the prices, e.g. EUR', (value) =>
    /^[A-Z]{3}$/.test(value) ? undefined : `'${value}' is no currency; write its three letters, e.g. EUR`,
  ),
  cpu: price('one core'),
  memory: price('one GiB of memory'),
  storage: price('one GiB of disk'),
});
