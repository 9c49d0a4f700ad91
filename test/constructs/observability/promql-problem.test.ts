import { expiryAlerts, SecureNamespace, synthesize } from '../../../constructs';
import { promqlProblem } from '../../../constructs/observability/promql-problem';
import { environment } from '../../support/environment';

test.each([
  ['sum(rate(a{b="c"}[5m])) > 0.5', undefined],
  ['(a > (14.4 * 0.0005)) and ignoring (le) (b > 1) unless on () c', undefined],
  ['sum(rate(a[5m])', 'breaks off'],
  ['a and', 'breaks off'],
  ['a{b="c}', 'breaks off'],
  ['rate(a[5x])', "cannot be read from 'x])' on"],
  ['', 'breaks off'],
])('%s', (expression, problem) => {
  expect(promqlProblem(expression)).toBe(problem);
});

test('what is between quotes may be anything, and what is not closed is found after what was', () => {
  expect(promqlProblem(String.raw`a{b="c",d="\"}) e"}`)).toBeUndefined();
  expect(promqlProblem('a{b="c",d="e"}')).toBeUndefined();
  expect(promqlProblem(String.raw`a{b="c",d="\"}`)).toBe('breaks off');
});

test('an alert that Prometheus would refuse is refused where it is declared, each for itself', () => {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'shop');
  const props = { what: 'licence', lifeDays: 90, remedy: 'Buy the next one.' };
  expiryAlerts(namespace, 'good', { ...props, name: 'good', expires: 'min(licence_ends)' });
  expect(() => synthesize(tree)).not.toThrow();
  expiryAlerts(namespace, 'bad', { ...props, name: 'bad', expires: 'min(licence_ends' });
  expect(() => synthesize(tree)).toThrow(
    "'test/shop/bad' has PromQL that Prometheus would refuse, in the alert ExpiresSoon: " +
      "'(min(licence_ends) - time() < 2592000' breaks off\n" +
      "'test/shop/bad' has PromQL that Prometheus would refuse, in the alert ExpiresVerySoon: " +
      "'(min(licence_ends) - time() < 777600' breaks off\n" +
      "'test/shop/bad' has PromQL that Prometheus would refuse, in the alert ExpiryUnknown: " +
      "'absent(min(licence_ends)' breaks off",
  );
});
