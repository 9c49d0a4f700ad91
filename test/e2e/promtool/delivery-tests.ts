import { KeyValueSecret, SecureNamespace, synthesize, WebService } from '../../../constructs';
import { environment, IMAGE, objectsOf, RESOURCES } from '../../support/environment';
import { SECRETS_MANAGER } from '../../support/secrets-manager';
import { playRules } from './promtool';

/** What External Secrets exports, in states that take AWS to bring about. */
export function deliveryTests(): void {
  test('a secret that does not arrive from AWS Secrets Manager, and one of which nobody knows, are told of', async () => {
    const tree = environment({}, { secretsManager: SECRETS_MANAGER });
    const namespace = new SecureNamespace(tree, 'shop');
    const api = new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
    const kept = { keys: ['key'], owner: 'payments@example.com', store: 'aws-secrets-manager' } as const;
    for (const id of ['mail', 'stripe']) new KeyValueSecret(namespace, id, kept).grantRead(api, { reload: 'file' });
    const objects = objectsOf(synthesize(tree));
    const state = (name: string, ready: string, failed: string, label = 'exported_namespace') => {
      const of = `externalsecret_status_condition{${label}="shop",name="${name}",condition="Ready"`;
      return { [`${of},status="True"}`]: ready, [`${of},status="False"}`]: failed };
    };
    const others = {
      'up{namespace="shop",job="shop/api",pod="api-0"}': '1x120',
      'externalsecret_status_condition{exported_namespace="blog",name="api-stripe",condition="Ready",status="False"}':
        '1x120',
    };
    const well = { ...others, ...state('api-mail', '1x120', '0x120'), ...state('api-stripe', '1x120', '0x120') };
    await playRules(objects, [
      { name: 'both arrive, and one of another namespace does not', series: well, told: { '30m': [], '1h59m': [] } },
      {
        name: 'AWS refuses for five minutes, and later for good',
        series: { ...well, ...state('api-stripe', '1x10 0x4 1x25 0x80', '0x10 1x4 0x25 1x80') },
        told: { '20m': [], '49m': [], '53m': ['SecretNotDelivered critical'] },
        paged: { '53m': ['SecretNotDelivered critical'] },
      },
      {
        name: 'the same, where Prometheus keeps the label',
        series: {
          ...others,
          ...state('api-mail', '1x120', '0x120'),
          ...state('api-stripe', '0x120', '1x120', 'namespace'),
        },
        told: { '12m': ['SecretNotDelivered critical'] },
      },
      {
        name: 'nobody has heard of one',
        series: { ...others, ...state('api-mail', '1x120', '0x120') },
        told: { '59m': [], '1h2m': ['DeliveryUnknown warning'] },
      },
    ]);
  });
}
