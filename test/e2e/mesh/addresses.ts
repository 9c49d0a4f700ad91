/** Everybody of the mesh is on one wire, which is in namespaces: nobody else sees these addresses. */
export const podAddress = (index: number): string => `10.200.0.${100 + index}`;

/** Clients on the internet. */
export const CLIENT = '198.51.100.7';
export const OTHER_CLIENT = '198.51.100.8';

/** What the nodes of pods are called; there are none, but istiod asks the zone of a pod of its node. */
export const NODES: Readonly<Record<string, string>> = { 'node-a': 'zone-a', 'node-b': 'zone-b', 'node-c': 'zone-c' };
