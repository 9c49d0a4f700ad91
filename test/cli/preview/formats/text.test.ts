import { renderText } from '../../../../cli/preview/formats/text/text';
import { environmentReport, finding, reportOf } from './reports';
import { severalEnvironments } from './several';

const SEVERAL = `Blocked in production: wider-reachability stops it, since shop/web can reach shop/db on 5432/TCP

  staging     needs review  security: 1 worse; blast radius: 1 neutral; resources: 1 changed; standard change
  production  blocked       security: 1 worse; blast radius: 1 neutral; resources: 1 changed; normal change
  from main (1a2b3c4) to the working tree
  production would get what staging never had:
    spec.replicas of Deployment shop/web

What stops it
  wider-reachability: a connection becomes possible, or may become so
    shop/web can reach shop/db on 5432/TCP (production), and only told in staging
      by NetworkPolicy shop/db
  If it is meant to happen, dwcp.passes.yaml says so: --format markdown has what to add

Blast radius: 1 neutral
  Restarts
    neutral Deployment shop/web restarts (staging, production)

Change management
  Normal change, needs the approval of the Change Advisory Board (production)
    since the schema changes
    open  48 hours to its window
  Checklist of the deployment: 1 of 3 are left to people; --format markdown has it

Resources
  Deployment: 1 changed
    shop/web (staging, production)
    ! spec.image: web:1 → web:2
    ! spec.replicas: 2 → 4 (production)
  1 resource is declared by another construct and 1 resource waits for something else: nothing happens to what runs
`;

test('a report says first what it comes to, and everything once, with the environments that it is true of', () => {
  expect(renderText(severalEnvironments())).toBe(SEVERAL);
});

test('no line of it is wider than the terminal', () => {
  for (const width of [40, 60, 80, 100]) {
    const lines = renderText(severalEnvironments(), width).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(
      lines
        .map((line) => line.trim())
        .join(' ')
        .replace(/ +/g, ' '),
    ).toContain('wider-reachability stops it, since shop/web can reach shop/db on 5432/TCP');
  }
});

test('nothing that somebody named can move the cursor', () => {
  const hostile = 'a\u001b[2J';
  const untried = { in: hostile, resources: [{ id: `v1/Service ${hostile}`, is: 'added' as const }], fields: [] };
  const one = environmentReport({
    environment: hostile,
    before: hostile,
    findings: [finding({ says: hostile })],
    untried,
  });
  expect(renderText(reportOf(one, environmentReport()))).not.toContain('\u001b');
});
