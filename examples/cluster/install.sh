#!/usr/bin/env bash
# Installs what an environment needs on the cluster of a kubectl context, each at the version that the tests run against:
#   examples/cluster/install.sh kind-dwcp
# To run it again changes nothing.
set -euo pipefail
cd "$(dirname "$0")"

if (($# != 1)); then
  echo 'usage: install.sh CONTEXT, as kubectl config get-contexts shows it' >&2
  exit 2
fi
context=$1

kube() { kubectl --context "$context" "$@"; }
chart() { helm --kube-context "$context" upgrade --install --create-namespace --wait --timeout 10m "$@"; }
apply() { kube apply --server-side --filename "$@"; }

istio=https://istio-release.storage.googleapis.com/charts
hashicorp=https://helm.releases.hashicorp.com

# Definitions first: what comes after refers to them.
apply https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.6.1/standard-install.yaml
apply https://github.com/prometheus-operator/prometheus-operator/releases/download/v0.94.0/stripped-down-crds.yaml

chart cert-manager oci://quay.io/jetstack/charts/cert-manager --version v1.21.2 --namespace cert-manager \
  --set crds.enabled=true

chart istio-base base --repo "$istio" --version 1.29.1 --namespace istio-system
chart istio-cni cni --repo "$istio" --version 1.29.1 --namespace istio-system
chart istiod istiod --repo "$istio" --version 1.29.1 --namespace istio-system --values istiod.yaml

apply https://raw.githubusercontent.com/cloudnative-pg/cloudnative-pg/release-1.30/releases/cnpg-1.30.1.yaml
kube --namespace cnpg-system rollout status deployment/cnpg-controller-manager --timeout 10m

for namespace in vault vault-secrets-operator-system monitoring; do
  kube create namespace "$namespace" --dry-run=client --output yaml | apply -
done
apply authority.yaml
kube --namespace vault wait certificate/vault-server --for condition=Ready --timeout 5m
kube --namespace vault-secrets-operator-system wait certificate/vault-authority --for condition=Ready --timeout 5m

# Not waited for: it is ready when it is unsealed, which is the next step of the guide.
helm --kube-context "$context" upgrade --install vault vault --repo "$hashicorp" --version 0.34.1 --namespace vault \
  --values vault.yaml
chart vault-secrets-operator vault-secrets-operator --repo "$hashicorp" --version 1.5.0 \
  --namespace vault-secrets-operator-system --values vault-secrets-operator.yaml

echo "installed; next, docs/guides/first-up.md goes on with Vault"
