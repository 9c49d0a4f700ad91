import { entriesOf, fieldsOf, isAbsent, textsOf } from '../../../../../policies/fields';
import { type KubernetesReading, part } from '../traits/reading';
import { may, type Trait } from '../traits/trait';

/** Whose tokens are believed: https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule */
export const REQUEST_AUTHENTICATION: KubernetesReading = {
  read(resource) {
    const spec = fieldsOf(resource.object['spec'], 'spec');
    return [
      { guards: 'refuses tokens that are not valid' },
      ...entriesOf(spec['jwtRules'], 'spec.jwtRules').flatMap(({ field, value }): readonly Trait[] => {
        const { issuer, audiences, jwksUri, jwks, ...rest } = value;
        const meant = textsOf(audiences, `${field}.audiences`);
        const from = `believe tokens of ${String(issuer)}`;
        return [
          ...(meant.length === 0
            ? [
                {
                  may: `${from}, for whomever they are`,
                  covers: (other: { readonly may: string }) => other.may.startsWith(`${from} for `),
                },
              ]
            : meant.map((audience) => may(`${from} for ${audience}`))),
          part(
            `the keys of ${String(issuer)}`,
            resource,
            [jwksUri, jwks].filter((one) => !isAbsent(one)),
          ),
          part(`how tokens of ${String(issuer)} are read`, resource, rest),
        ];
      }),
      part(
        'whom it is for',
        resource,
        [spec['selector'], spec['targetRef'], spec['targetRefs']].filter((one) => !isAbsent(one)),
      ),
    ];
  },
};
