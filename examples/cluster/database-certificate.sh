#!/usr/bin/env bash
# Hands Vault the certificate by which a database trusts it, as soon as the database has made it:
#   examples/cluster/database-certificate.sh kind-dwcp dwcp dwcp-postgres
# By hand, and so only until that certificate ends, within 90 days: a cluster that stays has a controller for it.
set -euo pipefail

if (($# != 3)); then
  echo 'usage: database-certificate.sh CONTEXT NAMESPACE DATABASE' >&2
  exit 2
fi
context=$1 namespace=$2 database=$3

kube() { kubectl --context "$context" "$@"; }
value() { kube --namespace "$namespace" get secret "$1" --output "go-template={{index .data \"$2\" | base64decode}}"; }

kube --namespace "$namespace" wait --for create "secret/$database-vault-client-cert" --timeout 10m
kube --namespace "$namespace" wait --for create "secret/$database-ca" --timeout 10m

# Through pipes: a key that was in a file would stay on a disk.
kube --namespace vault create secret generic "$database-vault" --dry-run=client --output yaml \
  --from-file "tls.crt=/dev/fd/3" --from-file "tls.key=/dev/fd/4" --from-file "ca.crt=/dev/fd/5" \
  3< <(value "$database-vault-client-cert" tls.crt) \
  4< <(value "$database-vault-client-cert" tls.key) \
  5< <(value "$database-ca" ca.crt) |
  kube apply --server-side --filename -
