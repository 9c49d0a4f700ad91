import { overlap, tryCidr } from '../../constructs/network/cidr';
import type { Check } from './check';
import { httpsUrl, tokenMinutes } from './identity';
import { imageByDigest } from './image';
import { list, map, number, port, text } from './kinds';
import { dnsLabel, dnsName, publicDomain, trimmed } from './names';
import { cidr, clusterCidr, ipAddress, nodeLocalAddress } from './network';
import { absoluteFolder, authorityCertificate, httpsAddress } from './vault';

const apiCidr = clusterCidr('opens the API server to everyone');
const podCidr = clusterCidr('makes every address a pod');
const nodeCidr = clusterCidr('makes every address a kubelet');

const cluster = map({
  context: text('name the kubeconfig context to deploy to, as kubectl config get-contexts lists it', trimmed),
  apiServer: map({
    cidrs: list('name the addresses, e.g. 203.0.113.10/32', apiCidr),
    port: port('give the port that kubectl get endpoints kubernetes shows, e.g. 6443'),
  }),
  dns: map({
    serviceIp: text('give the cluster IP that kubectl -n kube-system get service kube-dns shows', ipAddress),
    nodeLocalIp: text("give the node-local DNS cache's address, 169.254.20.10 in its manifests", nodeLocalAddress),
  }),
  podCidrs: list('name the networks that pods get addresses from, e.g. 10.244.0.0/16', podCidr),
  nodeCidrs: list('name the networks that nodes have addresses in, e.g. 10.10.0.0/16', nodeCidr),
  trustDomain: text("give trustDomain of Istio's meshConfig, e.g. cluster.local", dnsName),
}).superRefine(
  ({ apiServer, podCidrs, nodeCidrs }, context) => {
    const pods = networks(podCidrs, podCidr);
    const apart = (path: string[], others: ReturnType<typeof networks>, consequence: string) => {
      for (const { index, network } of others) {
        const pod = pods.find((one) => overlap(one.network, network));
        if (pod === undefined) continue;
        const message = `${network.text} overlaps podCidrs[${pod.index}] ${pod.network.text}, so ${consequence}`;
        context.addIssue({ code: 'custom', path: [...path, index], message });
      }
    };
    apart(
      ['apiServer', 'cidrs'],
      networks(apiServer?.cidrs, apiCidr),
      'who may call the API server may call pods; give pods and the API server networks of their own',
    );
    apart(
      ['nodeCidrs'],
      networks(nodeCidrs, nodeCidr),
      'a pod would pass for a kubelet; give pods and nodes networks of their own',
    );
  },
  { when: ({ value }) => typeof value === 'object' && value !== null },
);

const vault = map({
  address: text('give the address that Pulumi and pods both reach, e.g. https://vault.vault.svc:8200', httpsAddress),
  namespace: text('name the Kubernetes namespace that Vault runs in, e.g. vault', dnsLabel),
  // Absent where the operator's image trusts the authority already.
  caPath: text(
    "give the file on the Vault Secrets Operator's pod with the authority of Vault's certificate, e.g. /etc/vault/ca.crt",
    absoluteFolder,
  ).exactOptional(),
  databaseCertificates: text(
    'give the folder on the Vault server that holds database certificates, e.g. /vault/userconfig/databases',
    absoluteFolder,
  ),
  // Absent where Vault runs in the cluster.
  apiServer: map({
    address: text(
      'give the address of the API server as Vault reaches it, e.g. https://203.0.113.10:6443',
      httpsAddress,
    ),
    caCertificate: text(
      'give certificate-authority-data of the kubeconfig, decoded by base64 -d',
      authorityCertificate,
    ),
  }).exactOptional(),
});

const gateway = map({
  clientCidrs: list('name who may reach the gateway; a public site says 0.0.0.0/0', cidr),
});

const identity = map({
  issuer: text('give the issuer exactly as tokens have it in iss, e.g. https://login.example.com/', httpsUrl),
  jwksUri: text('give jwks_uri of the issuer: curl <issuer>/.well-known/openid-configuration', httpsUrl),
  audience: text('give what tokens for this platform have in aud, e.g. https://dwcp.example.com', trimmed),
  accessTokenMinutes: number(
    'give the life of an access token in minutes, as the identity provider is set, e.g. 60',
    tokenMinutes,
  ),
});

const image = text(
  'pin it as registry/name:tag@sha256:…, with the digest that docker buildx imagetools inspect shows',
  imageByDigest,
);

/** Every fact of one environment, keyed as in `Pulumi.<env>.yaml` without the `dwcp:`. */
export const factsSchema = map({
  domain: text('give the public domain of this environment, e.g. dwcp.example.com', publicDomain),
  cluster,
  vault,
  gateway,
  identity,
  certificateIssuer: text('name the ClusterIssuer that signs for the domain: kubectl get clusterissuers', dnsName),
  images: map({ api: image, worker: image, report: image, postgres: image, pgbouncer: image, redis: image }),
});

/** The entries of a list that are networks; the list may be of any type, because this runs beside the checks of its type. */
function networks(values: unknown, check: Check) {
  return (Array.isArray(values) ? values : []).flatMap((value: unknown, index) => {
    const network = typeof value === 'string' && check(value, '') === undefined ? tryCidr(value) : undefined;
    return network === undefined ? [] : [{ index, network }];
  });
}
