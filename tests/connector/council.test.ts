import { describe, expect, it } from '@jest/globals';
import { isCouncilAddress, isPublic } from '../../src/connector/council.ts';

describe('the address of the council’s own system', () => {
  it.each(['https://events.council.gov.uk/mash', 'https://council.example:8443'])('%s may be written', (address) => {
    expect(isCouncilAddress(address, false)).toBe(true);
  });

  it.each([
    'http://council.example',
    'https://localhost/mash',
    'https://127.0.0.1',
    'https://0x7f.1/',
    'https://2130706433',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://intranet/mash',
    'https://user:word@council.example',
    'https://council.example/?code=1',
    'https://council.example/#x',
    'ftp://council.example',
    'council.example',
  ])('%s may not', (address) => {
    expect(isCouncilAddress(address, false)).toBe(false);
  });

  it('is of this machine in local mode, and only there', () => {
    expect(isCouncilAddress('http://127.0.0.1:9/x', true)).toBe(true);
    expect(isCouncilAddress('https://council.example', true)).toBe(false);
  });
});

describe('a machine that a name may come to mean', () => {
  it.each(['51.140.0.1', '172.32.0.1', '2a00:1450:4009:81f::200e', '2001:4860::1'])('%s is called', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
    ...['192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:10.0.0.1', '::ffff:51.140.0.1', 'fc00::1', 'fe80::1', 'ff02::1', '64:ff9b::a00:1'],
    ...['2001:db8::1', '2002:a00:1::', '2001:0:a00:1::'],
  ])('%s is not', (address) => {
    expect(isPublic(address)).toBe(false);
  });
});
