import { FIRST, ROOT, SECOND } from '../../support/authorities';
import { platformWith } from './platform';

/** The same, when each authority has been followed by the next. Those below a root are of other keys than Vault's, as nobody knows those yet. */
export const platform = platformWith({ redis: 2, asked: 2, signed: [FIRST + ROOT, SECOND + ROOT] });

/** As it is when the first one below the root is signed. */
export const first = platformWith({ signed: [FIRST + ROOT] });
