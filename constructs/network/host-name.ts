const HOST_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether it is the whole name of a host that the public may know, in lower case: two labels at least, and no address. */
export function isHostName(text: string): boolean {
  return HOST_NAME.test(text);
}

/** Whether it is the whole name of a host that is outside of the cluster. */
export function isOutsideHost(text: string): boolean {
  return isHostName(text) && !/\.(svc|local)(\.|$)/.test(text);
}
