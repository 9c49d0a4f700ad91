import { type Entry, entriesOf, type Fields, fieldsOf } from '../../../../../policies/fields';
import { type KubernetesReading, part } from '../traits/reading';
import { may, NOTHING, type Trait, unranked } from '../traits/trait';

/** What is not told one by one: what is searched for, made up, or laid out by a template. */
const ELSE = 'what else it says';

/** What an ExternalSecret puts into which Secret, and by which store: https://external-secrets.io/latest/api/externalsecret/ */
export const EXTERNAL_SECRET: KubernetesReading = {
  read(resource) {
    const { metadata } = resource.object;
    // How often it is read is a lifetime.
    const { data, secretStoreRef, target, refreshInterval: _, ...others } = fieldsOf(resource.object['spec'], 'spec');
    const { name, creationPolicy, deletionPolicy: __, ...shape } = fieldsOf(target, 'spec.target');
    const entries = entriesOf(data, 'spec.data');
    const plain = entries.filter(({ value }) => isPlain(value));
    const store = storeOf(fieldsOf(secretStoreRef, 'spec.secretStoreRef'));
    const rest = {
      ...others,
      ...shape,
      ...((creationPolicy ?? 'Owner') !== 'Owner' && { creationPolicy }),
      ...(plain.length < entries.length && { data: entries.filter((one) => !plain.includes(one)) }),
    };
    return [
      ...plain.map((entry) => delivered(entry, store, String(name ?? metadata.name))),
      part(ELSE, resource, Object.keys(rest).length === 0 ? undefined : rest),
    ];
  },
  without: [unranked(ELSE, NOTHING, { isShown: false })],
};

/** Whether an entry names one value, by the store of all and as it is now. */
function isPlain({ secretKey: _, remoteRef, ...others }: Fields): boolean {
  const { key, property: __, ...more } = fieldsOf(remoteRef, 'spec.data[].remoteRef');
  return typeof key === 'string' && Object.keys({ ...others, ...more }).length === 0;
}

function delivered({ value: { secretKey, remoteRef }, field }: Entry, store: string, secret: string): Trait {
  const { key, property } = fieldsOf(remoteRef, `${field}.remoteRef`);
  const what = property === undefined ? String(key) : `${String(property)} of ${String(key)}`;
  const as = secretKey === property ? '' : ` as ${String(secretKey)}`;
  return may(`put ${what} from ${store} into Secret ${secret}${as}`);
}

function storeOf({ kind = 'SecretStore', name }: Fields): string {
  return `${String(kind)} ${String(name)}`;
}
