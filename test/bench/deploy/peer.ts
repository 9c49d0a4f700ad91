import * as pulumi from '@pulumi/pulumi';

const { services: count } = new pulumi.Config('bench').requireObject<{ readonly services: number }>('size');

/** Pulumi asks for a class of its own. */
class Plain extends pulumi.CustomResource {}

/** As large as the usual resource of the other program. */
const data = { 'settings.yaml': 'x'.repeat(400) };

for (let index = 0; index < count; index += 1) {
  const metadata = { name: `settings-${index}`, namespace: 'shop', labels: { 'app.kubernetes.io/name': 'shop' } };
  new Plain('kubernetes:core/v1:ConfigMap', metadata.name, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    data,
  });
}
