import type { Door, Hello } from '../door';
import { clientHello } from './client-hello';
import { SCRIPT } from './script';

/** By what people know in a pod what was tried from inside it. */
export const PREFIX = 'dwcp-verify-';

/**
 * Nobody, as no application is; beside a proxy of the mesh, as the proxy itself: what others send it answers before it knows
 * whether somebody is there, and what is sent as this user passes it by.
 *
 * https://istio.io/latest/docs/ops/deployment/application-requirements/
 */
const USER = { plain: 65532, meshed: 1337 } as const;

/** As `printf` takes it. */
function said(hello: Hello | undefined): string {
  if (hello === undefined) return '';
  const bytes = [...clientHello(hello.version, hello.serverName)];
  return ` ${bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}`;
}

/** What tries connections from inside a pod: an ephemeral container, as "restricted" admits it, without volumes or arguments of the pod. */
export function probeContainer(name: string, image: string, doors: readonly Door[], isInMesh = false) {
  const user = isInMesh ? USER.meshed : USER.plain;
  const tried = doors.map(({ host, port, hello }, id) => `${id} ${host} ${port}${said(hello)}`).join('\n');
  return {
    name,
    image,
    command: ['sh', '-c', SCRIPT, name, tried],
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsGroup: user,
      runAsNonRoot: true,
      runAsUser: user,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}
