/** `NetworkPolicy dwcp/dwcp-api` for `networking.k8s.io/v1/NetworkPolicy dwcp/dwcp-api`. */
export function shortName(id: string): string {
  const space = id.indexOf(' ');
  return id.slice(id.lastIndexOf('/', space === -1 ? id.length : space) + 1);
}
