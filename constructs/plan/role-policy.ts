/** What a role of IAM needs that a service account names: the policy as JSON, for whoever writes it into the role, or compares it. */
export const ROLE_POLICY = 'dwcp.io/role-policy';
