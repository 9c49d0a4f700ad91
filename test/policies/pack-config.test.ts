import type { Exemption } from '../../policies/index';
import { packConfig } from '../../policies/pack-config';
import { dwcp } from '../cli/connections/support';

const exemption = (rule: string, resource: string): Exemption => ({
  rule,
  resource,
  field: 'spec',
  owner: 'payments',
  reason: 'the vendor repairs it in 2.1',
  ticket: 'PAY-7',
  expires: '2026-06-30',
});

test('groups exemptions by the rule that they are from, and lists all for what judges them', () => {
  const { rule: _, ...api } = exemption('image-by-digest', 'apps/v1/Deployment shop/api');
  const web = { ...api, resource: 'apps/v1/Deployment shop/web' };
  const all = [
    exemption('image-by-digest', api.resource),
    exemption('no-open-cidr', api.resource),
    exemption('image-by-digest', web.resource),
  ];
  expect(packConfig({ exemptions: all })).toEqual({
    'image-by-digest': { exemptions: [api, web] },
    'no-open-cidr': { exemptions: [api] },
    'exemptions-in-force': { exemptions: all },
  });
});

test('tells the registries to the rule about them, and to what judges exemptions from it', () => {
  const registries = ['registry.example.com'];
  expect(packConfig({ exemptions: [], registries })).toEqual({ 'images-from-known-registries': { registries } });
  const { rule, ...api } = exemption('images-from-known-registries', 'apps/v1/Deployment shop/api');
  expect(packConfig({ exemptions: [{ rule, ...api }], registries })).toEqual({
    'images-from-known-registries': { registries, exemptions: [api] },
    'exemptions-in-force': { registries, exemptions: [{ rule, ...api }] },
  });
});

test('tells each parameter to the rule that asks for it, and all to what judges exemptions', () => {
  const parameters = {
    registries: ['registry.example.com'],
    metadataAddresses: ['169.254.0.23/32'],
    widestRange: { ipv4: 16 },
  };
  const told = {
    'images-from-known-registries': { registries: parameters.registries },
    'metadata-address-excluded': { metadataAddresses: parameters.metadataAddresses },
    'no-open-cidr': { widestRange: parameters.widestRange },
  };
  expect(packConfig({ exemptions: [], ...parameters })).toEqual(told);
  const { rule, ...api } = exemption('no-open-cidr', 'networking.k8s.io/v1/NetworkPolicy shop/api');
  expect(packConfig({ exemptions: [{ rule, ...api }], ...parameters })).toEqual({
    ...told,
    'no-open-cidr': { widestRange: parameters.widestRange, exemptions: [api] },
    'exemptions-in-force': { ...parameters, exemptions: [{ rule, ...api }] },
  });
});

test('is printed by the command', () => {
  expect(dwcp(['exemptions'])).toEqual({ status: 0, stdout: '{}\n', stderr: '' });
});
