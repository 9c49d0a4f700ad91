import { deviates, type Finding, ok, unknown } from '../../diagnosis/finding';
import type { TlsVersion } from '../probe/client-hello';
import { ENDINGS } from '../probe/script';
import { type TlsServer, tlsDoor } from '../tls-servers';
import { type Evidence, endingAt, type Proof } from './proof';

/** What a server agrees to, as one of its own pods is answered. */
function judgeServer(server: TlsServer, evidence: Evidence): Finding {
  const { end, port, serverName } = server;
  const pod = evidence.trial.crews.get(end)?.probing;
  const at = (version: TlsVersion) =>
    pod === undefined ? undefined : endingAt(evidence, end, tlsDoor(server, pod, version));
  const [now, before] = [at('1.3'), at('1.2')];
  const what = `${end.name} at ${port}, asked for ${serverName},`;
  if (now === undefined || before === undefined || now === 'x' || before === 'x')
    return unknown(
      `it could not be tried which TLS ${end.name} speaks at ${port}`,
      'see what is told of it as a caller',
    );
  if (before === 'a') return deviates(`${what} agrees to TLS 1.2`, REFUSE);
  if (now !== 'a')
    return deviates(`${what} does not agree to TLS 1.3 either: ${ENDINGS[now]}`, 'see whether it has its certificate');
  return ok(`${what} agrees to TLS 1.3, and not to 1.2`);
}

const REFUSE =
  "see whether Istio has the gateway's EnvoyFilter, and refuse it in the whole mesh: meshConfig.tlsDefaults.minProtocolVersion: TLSV1_3";

export const tls: Proof = {
  says: 'What is declared to refuse TLS below 1.3 refuses it.',
  judge: (evidence) => evidence.attempts.servers.map((server) => judgeServer(server, evidence)),
};
