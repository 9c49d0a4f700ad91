/** Where policies are for the whole mesh: Istio's default, which an installation can change. */
export const ROOT_NAMESPACE = 'istio-system';
