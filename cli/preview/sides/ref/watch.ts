// Loaded by Node.js before whatever evaluates a ref, so that nothing of it asks unheard.
import { writeSync } from 'node:fs';
import { SHIFT, TOLD, WATCHED } from './watched';
import { watch } from './watching';

watch({
  root: process.env[WATCHED] ?? '',
  clockShift: Number(process.env[SHIFT] ?? 0),
  tell: (says) => writeSync(TOLD, `${says}\n`),
});
