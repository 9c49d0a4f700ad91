import type { Check } from './text';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An identifier that nobody chose, as Kubernetes gives one to each object (RFC 9562). */
export const uuid: Check = (text, find) => {
  const lower = text.trim().toLowerCase();
  if (!UUID.test(lower)) return `'${text}' is not a UID (8-4-4-4-12 hexadecimal digits); ${find}`;
  return text === lower ? undefined : `'${text}' is not written as the API server does; write ${lower}`;
};
