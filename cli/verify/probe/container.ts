import type { Door, Hello } from '../door';
import { clientHello } from './client-hello';
import { SCRIPT } from './script';

/** By what people know in a pod what was tried from inside it. */
export const PREFIX = 'dwcp-verify-';

/** Nobody: neither the user of an application, nor the one whose connections pass by the proxy of the mesh. */
const USER = 65532;

/** As `printf` takes it. */
function said(hello: Hello | undefined): string {
  if (hello === undefined) return '';
  const bytes = [...clientHello(hello.version, hello.serverName)];
  return ` ${bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}`;
}

/** What tries connections from inside a pod: an ephemeral container, as "restricted" admits it, without volumes or arguments of the pod. */
export function probeContainer(name: string, image: string, doors: readonly Door[]) {
  const tried = doors.map(({ host, port, hello }, id) => `${id} ${host} ${port}${said(hello)}`).join('\n');
  return {
    name,
    image,
    command: ['sh', '-c', SCRIPT, name, tried],
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsGroup: USER,
      runAsNonRoot: true,
      runAsUser: USER,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}
