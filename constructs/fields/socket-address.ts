import { isIP } from 'node:net';
import { dnsName } from './dns-name';
import type { Check } from './text';

/** A host and a port, as a program that opens a TCP connection takes them: `collector.logging.svc:9090`, `[fd00::1]:9090`. */
export const socketAddress: Check = (text, find) => {
  const [, host = '', port = ''] = /^(.*):(\d{1,5})$/.exec(text) ?? [];
  const bare = /^\[(.*)\]$/.exec(host)?.[1];
  const isHost = bare === undefined ? isIP(host) === 4 || dnsName(host, find) === undefined : isIP(bare) === 6;
  const isPort = /^[1-9]/.test(port) && Number(port) <= 65_535;
  return isHost && isPort ? undefined : `'${text}' is not a host and a port; ${find}`;
};
