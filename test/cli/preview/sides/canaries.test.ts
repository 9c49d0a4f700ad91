import { ROOT } from '../../../support/reference';
import { History } from './history';

/** What somebody wrote where no secret belongs, before the change and after it. */
const [BEFORE, AFTER] = ['canary-of-before', 'canary-of-after'];

const MAILER = "'mailer', { image: images.mailer,";
const withSecret = (secret: string) => `${MAILER} env: { SMTP_PASSWORD: '${secret}', SMTP_HOST: 'mail' },`;

let history: History;
beforeAll(() => {
  history = new History();
  history.repository.edit('platform.ts', MAILER, withSecret(BEFORE));
  history.commit();
  history.repository.edit('platform.ts', withSecret(BEFORE), withSecret(AFTER).replace("'mail'", "'mail.example.com'"));
});
afterAll(() => history.remove());

describe.each(['text', 'markdown', 'html', 'json', 'sarif', 'github', 'gitlab'])('as %s', (format) => {
  test('the command shows neither a secret of either side nor a path of this machine', () => {
    const { status, stdout, stderr } = history.dwcp(['preview', 'qa', '--against', 'HEAD', '--format', format]);
    // A secret in a variable is against a mandatory rule, whose message is a place for it to leak, too.
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    for (const canary of [BEFORE, AFTER, history.folder, history.temporary, ROOT]) expect(stdout).not.toContain(canary);
  });
});

test.each(['text', 'markdown', 'html', 'json'])('as %s it is told what else has changed', (format) => {
  const { stdout } = history.dwcp(['preview', 'qa', '--against', 'HEAD', '--format', format]);
  expect(stdout).toContain('mail.example.com');
});

test('the plan by itself shows neither', () => {
  const { stdout } = history.dwcp(['preview', 'qa', '--json']);
  expect(stdout).toContain('SMTP_PASSWORD');
  for (const canary of [AFTER, history.folder, ROOT]) expect(stdout).not.toContain(canary);
});
