import { makesPods, podSpecsOf } from '../../../../policies/containers';
import type { Analysis } from '../analysis';
import { DELIVERED, tokenLives } from './lifetimes/kubernetes';
import { VAULT_LIVES } from './lifetimes/vault';
import { byTraits } from './traits/by-traits';
import { byKind, type KubernetesReading } from './traits/reading';

const PODS: KubernetesReading = {
  isToldElsewhere: true,
  read: ({ object }) => podSpecsOf(object).flatMap(({ spec, field }) => tokenLives(spec, field)),
};

const delivered = byKind(DELIVERED);

/** How long credentials and certificates live, and how soon one that changed arrives: a stolen one is of use until then. */
export const lifetimes: Analysis = byTraits({
  topic: 'lifetime',
  gate: 'weaker-posture',
  kubernetes: (resource) => delivered(resource) ?? (makesPods(resource.object) ? PODS : undefined),
  vault: () => VAULT_LIVES,
});
