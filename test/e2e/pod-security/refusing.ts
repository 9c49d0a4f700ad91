import { kubernetesResource, type Manifest } from '../../../constructs/plan/resource';
import { judge } from '../../../policies/index';
import { rules } from '../../../policies/rules';

/** The rules that see one pod: what needs a Namespace or a policy beside it is not what the standards are about. */
const POD_RULES = rules.filter(
  ({ subject, needs }) => ['pod', 'container', 'image'].includes(subject) && needs === undefined,
);

/** The mandatory rules that refuse an object; `unknown` refuses too. */
export function refusing(object: Manifest): readonly string[] {
  return judge([kubernetesResource(object, 'fixture')], { rules: POD_RULES })
    .filter(({ level, outcome }) => level === 'mandatory' && outcome !== 'pass')
    .map(({ rule, outcome }) => (outcome === 'unknown' ? `${rule} (unknown)` : rule));
}
