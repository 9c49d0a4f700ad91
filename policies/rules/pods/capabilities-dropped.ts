import { containersOf } from '../../containers';
import { fieldsOf, listOf } from '../../fields';
import { each, type KubernetesRule } from '../../former';
import type { Violation } from '../../violation';

/** The one capability that the restricted Pod Security Standard allows: to listen below port 1024. */
const ALLOWED = 'NET_BIND_SERVICE';

/** The default capabilities of a container include sending raw packets and changing the owner of files. */
export const capabilitiesDropped: KubernetesRule = {
  id: 'capabilities-dropped',
  judges: 'kubernetes',
  description: 'Containers drop every Linux capability, because the default ones include forging packets.',
  level: 'mandatory',
  check: ({ object }) =>
    each(containersOf(object), ({ name, field, securityContext }): readonly Violation[] => {
      const capabilities = `${field}.securityContext.capabilities`;
      const { add, drop } = fieldsOf(securityContext['capabilities'], capabilities);
      const added = listOf(add, `${capabilities}.add`).filter((capability) => capability !== ALLOWED);
      return [
        ...(listOf(drop, `${capabilities}.drop`).includes('ALL')
          ? []
          : [
              {
                field: `${capabilities}.drop`,
                problem: `container '${name}' keeps the default capabilities`,
                fix: "set it to ['ALL']",
              },
            ]),
        ...added.map((capability) => ({
          field: `${capabilities}.add`,
          problem: `container '${name}' adds the capability ${capability}`,
          fix: `remove it; only ${ALLOWED} may be added`,
        })),
      ];
    }),
};
