import type { End } from '../../../constructs/plan/ends';
import type { Plan } from '../../../constructs/plan/plan';
import { podSpecsOf } from '../../../policies/containers';
import { selectorOf, selects } from '../../../policies/selector';
import { called } from '../../cluster/cluster';
import { Unreadable } from '../../cluster/kubectl';
import { type Finding, MAY_READ, ok, unknown } from '../../diagnosis/finding';
import { isInMesh } from '../crew';
import type { Evidence, Proof } from './proof';

/** Whether something could be tried from inside an end. */
function judgeCaller(from: End, { plan, trial, outcomes }: Evidence): Finding {
  const { pods, probing } = trial.crews.get(from)!;
  if (pods.length === 0) {
    return isScheduled(from, plan)
      ? ok(`${from.name} runs by a schedule, and not now: nothing is tried from there`)
      : unknown(`no pod of ${from.name} is ready, so that nothing is tried from there`, 'see why: kubectl get pods');
  }
  if (probing === undefined) {
    const says = `from inside every pod of ${from.name} so much has been tried that its list grows long`;
    return unknown(says, 'restart it by kubectl rollout restart: its next pods have none');
  }
  const outcome = outcomes.get(from);
  const past = isInMesh(probing) ? ', past the proxy of the mesh: what that refuses is not seen' : '';
  if (!(outcome instanceof Unreadable))
    return ok(`everything is tried from inside ${called(probing)}, as ${from.name}${past}`);
  const remedy = outcome.isForbidden ? MAY_READ : 'see why: kubectl describe pod; the image has to be on hand there';
  return unknown(`nothing is tried from inside ${from.name}: ${outcome.message}`, remedy);
}

/** Whether it is there at times only. */
function isScheduled({ selectors }: End, { resources }: Plan): boolean {
  return resources.some((resource) => {
    if (resource.api !== 'kubernetes' || resource.object.kind !== 'CronJob') return false;
    return podSpecsOf(resource.object).some(({ metadata }) => {
      const labels = (metadata['labels'] ?? {}) as Readonly<Record<string, string>>;
      return selectors.some(
        ({ podSelector }) =>
          podSelector !== undefined &&
          selects(selectorOf(podSelector, 'podSelector'), { labels, mayBear: () => false }) === 'yes',
      );
    });
  });
}

export const callers: Proof = {
  says: 'Everything that is declared to call is there to try.',
  judge: (evidence) => {
    const { declared, undeclared, servers } = evidence.attempts;
    const all = new Set([...[...declared, ...undeclared].map(({ from }) => from), ...servers.map(({ end }) => end)]);
    return [...all].map((from) => judgeCaller(from, evidence));
  },
};
