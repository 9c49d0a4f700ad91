/** Says of an object, or of its pods, what it names and somebody else makes: `ConfigMap/seed, Secret/login`. */
export const MADE_ELSEWHERE = 'dwcp.io/made-elsewhere';
