import { factsFrom, field } from '../../../constructs';
import { PRICES } from '../../../constructs/facts/prices';
import { problemsOf } from '../../support/problems-of';

const EUROS = { currency: 'EUR', cpu: 20, memory: 2.5, storage: 0 };

/** The facts of a stack file with prices. */
function read(prices: unknown) {
  return factsFrom({ 'dwcp:prices': prices }, { prices: field.optional(PRICES) }, { file: 'Pulumi.qa.yaml' });
}

test('prices are of a month, in one currency, and may be nothing', () => {
  expect(read(EUROS)).toEqual({ prices: EUROS });
});

test('refuses what is no currency, and what is no price', () => {
  expect(problemsOf(() => read({ ...EUROS, currency: 'euros', cpu: -1, memory: '2.50' }))).toEqual([
    "Pulumi.qa.yaml: dwcp:prices.currency: 'euros' is no currency; write its three letters, e.g. EUR",
    'Pulumi.qa.yaml: dwcp:prices.cpu: -1 is not a price; give what a month of one core costs, e.g. 3.5',
    "Pulumi.qa.yaml: dwcp:prices.memory: '2.50' is not a number; give what a month of one GiB of memory costs, e.g. 3.5",
  ]);
});
