// The public names of what texts are checked by: `check.dnsName`.
export { cidr, clusterCidr, ipAddress, nodeLocalAddress, serviceAddress } from './address';
export { authorityCertificate } from './certificate';
export { dnsLabel, dnsName, publicDomain } from './dns-name';
export { absoluteFolder } from './folder';
export { httpsAddress, httpsUrl } from './https';
export { imageByDigest } from './image';
export { socketAddress } from './socket-address';
export { trimmed } from './text';
