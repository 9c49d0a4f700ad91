import type { Report } from '../../../../cli/preview/report';
import { changedFields } from '../../../../constructs/plan/diff/fields';
import { environmentReport, finding, NO_DIFFERENCE, reportOf, shut } from './reports';

const opened = finding({
  says: 'shop/web can reach shop/db on 5432/TCP',
  subject: 'shop/web → shop/db',
  details: ['by NetworkPolicy shop/db'],
  gate: 'wider-reachability',
});

const restarts = finding({ topic: 'restart', effect: 'neutral', subject: 'web', says: 'Deployment shop/web restarts' });

function diffIn(environment: string, replicas: number) {
  const body = (image: string, count: number) => ({ spec: { replicas: count, image, zone: `${environment}.shop` } });
  return {
    ...NO_DIFFERENCE,
    changed: [
      {
        id: 'apps/v1/Deployment shop/web',
        fields: [
          ...changedFields('apps/Deployment', body('web:1', 2), body('web:2', replicas)),
          ...changedFields('', { dependsOn: ['a'] }, { dependsOn: ['a', 'b'] }),
        ],
      },
      { id: 'v1/Service shop/web', fields: changedFields('', { dependsOn: [] }, { dependsOn: ['a'] }) },
    ],
    moved: [{ id: 'v1/Service shop/web', before: 'shop/web', after: 'shop/front/web' }],
  };
}

/** A change that goes through two environments, and is not the same in both. */
export function severalEnvironments(): Report {
  return reportOf(
    environmentReport({ environment: 'staging', findings: [opened, restarts], diff: diffIn('staging', 2) }),
    environmentReport({
      findings: [opened, restarts],
      gates: [shut('wider-reachability', 'shop/web → shop/db')],
      change: {
        class: 'normal',
        because: ['the schema changes'],
        approvals: ['Change Advisory Board'],
        demands: [{ what: 'lead-time', says: '48 hours to its window', status: 'open' }],
      },
      checklist: [
        { phase: 'before', says: 'Every mandatory rule passes', status: 'done', found: '12 verdicts' },
        { phase: 'during', says: 'Somebody watches the metrics', status: 'open' },
        { phase: 'during', says: 'Migrations are done', status: 'not needed' },
      ],
      diff: diffIn('production', 4),
      untried: {
        in: 'staging',
        resources: [],
        fields: [{ id: 'apps/v1/Deployment shop/web', fields: ['spec.replicas'] }],
      },
    }),
  );
}
