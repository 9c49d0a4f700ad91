import type { IConstruct } from 'constructs';
import { isCount } from '../fields/count';
import { UserError } from '../invalid';
import { isHostName } from '../network/host-name';
import { networkProblem } from '../network/peers/addresses';
import type { IdentityProvider } from './access';
import type { GatewayLimits } from './filters';
import type { GatewayProps } from './gateway';
import type { Rate } from './rate-limit';

/** The largest number in a field of Envoy's that counts bytes or requests: 32 bits. */
const MOST = 2 ** 32 - 1;

/** A name of a cluster-wide object, as a ClusterIssuer is one (RFC 1123). */
const OBJECT_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

/** Refuses a gateway that nobody could reach, log in at or be served by, with all that is wrong with it. */
export function checkGateway(scope: IConstruct, props: GatewayProps): void {
  const { domain, clientCidrs, certificateIssuer, identity, limits = {} } = props;
  const problems = [
    ...(isHostName(domain)
      ? []
      : [`has the domain '${domain}'; write a whole name in lower case, e.g. shop.example.com`]),
    ...(clientCidrs.length > 0 ? [] : ['has no clients; name their addresses in `clientCidrs`']),
    ...clientCidrs
      .flatMap((text) => networkProblem(text) ?? [])
      .map((problem) => `has a client whose address ${problem}`),
    ...(OBJECT_NAME.test(certificateIssuer)
      ? []
      : [`has the certificate issuer '${certificateIssuer}'; write the name of a ClusterIssuer`]),
    ...(identity ? identityProblems(identity) : []),
    ...limitProblems(limits),
  ];
  if (problems.length > 0) throw new UserError(problems.map((problem) => `'${scope.node.path}' ${problem}`));
}

function identityProblems({ issuer, jwksUri, audience }: IdentityProvider): string[] {
  return [
    ...Object.entries({ issuer, jwksUri }).flatMap(
      ([field, text]) => addressProblem(`\`identity.${field}\``, text) ?? [],
    ),
    // An empty one is every audience to Istio.
    ...(audience === '' ? ['has no `identity.audience`; write what tokens have as `aud`'] : []),
  ];
}

function limitProblems({ requestBytes = 1, perClient, all }: GatewayLimits): string[] {
  const whole = `write a whole number from 1 to ${MOST}`;
  const rates = Object.entries({ perClient, all }).flatMap(([field, rate]) =>
    Object.entries(rate ?? ({} as Partial<Rate>)).map(([part, value]) => [`limits.${field}.${part}`, value] as const),
  );
  return [['limits.requestBytes', requestBytes] as const, ...rates]
    .filter(([, value]) => !isCount(value) || value > MOST)
    .map(([field, value]) => `has ${value} for \`${field}\`; ${whole}`);
}

function addressProblem(field: string, text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Not shown: it is a password. An `@` in the path is none.
  if (url && url.username + url.password !== '') return `has credentials in ${field}; write the address alone`;
  return url && /^https:\/\/[^\s#]+$/.test(text) ? undefined : `has '${text}' for ${field}; write an https URL`;
}
