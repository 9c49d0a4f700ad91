import { field, POSTURE, type Ranked } from '@dwcp/baseline';
import {
  type Disposable,
  type EnvironmentPosture,
  POSTGRES_INSTANCES,
  PROTECTED_POSTGRES_INSTANCES,
  type Protected,
  SEVERAL,
} from './posture';

const { count, group, oneOf, only, resources, storage, variants } = field;

type Parts<P> = { readonly [Part in keyof P]-?: Ranked<P[Part]> };

const scale = count({ stricter: 'more' });
const instances = oneOf(POSTGRES_INSTANCES, 'an even number has no majority when half of it is lost', {
  stricter: 'later',
});
const several = only(scale, SEVERAL, 'one may be lost without an outage, and above 9 load should decide');
// A login that lives longer is of use to a thief for longer.
const credentials = group({ ttlHours: count({ stricter: 'less' }) });
const redis = group({ storage, resources });

const disposable: Parts<Omit<Disposable, 'data'>> = {
  ...POSTURE,
  api: group({ scale, resources }),
  worker: group({ scale, resources }),
  report: group({ resources }),
  postgres: group({ instances, storage, resources, pooler: group({ instances: scale, resources }), credentials }),
  redis,
};

const protectedData: Parts<Omit<Protected, 'data'>> = {
  ...disposable,
  zoneSpread: only(POSTURE.zoneSpread, ['required'], 'protected data must outlive a zone'),
  enforcement: only(POSTURE.enforcement, ['enforced'], 'protected data is never without default deny'),
  api: group({ scale: several, resources }),
  worker: group({ scale: several, resources }),
  postgres: group({
    instances: only(instances, PROTECTED_POSTGRES_INSTANCES, 'protected data needs a standby when an instance is lost'),
    storage,
    resources,
    pooler: group({ instances: several, resources }),
    credentials,
  }),
};

/** How each part of a posture is checked, and which way is stricter. */
export const posture: Ranked<EnvironmentPosture> = variants<EnvironmentPosture, 'data'>('data', POSTURE.data, {
  disposable,
  protected: protectedData,
});
