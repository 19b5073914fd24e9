import { describe, expect, it } from '@jest/globals';
import { oneDriveAddress } from '../../src/connector/upload.ts';

const takes = (address: string, local = false) => oneDriveAddress(local).safeParse(address).success;

describe('where a copy may be put', () => {
  it.each(['https://herts-my.sharepoint.com/personal/jane/_api/uploadSession?guid=1', 'https://x.sharepoint.com/'])(
    'is OneDrive: %s',
    (address) => expect(takes(address)).toBe(true),
  );

  it.each([
    'http://x.sharepoint.com/',
    'https://sharepoint.com.example.org/',
    'https://xsharepoint.com/',
    'https://x.sharepoint.com.evil.example/',
    'https://x.sharepoint.com@evil.example/',
    'https://jane:secret@x.sharepoint.com/',
    'https://x.sharepoint.com:8443/',
    'https://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:3978/',
    'file:///etc/passwd',
    'sharepoint.com',
    '',
  ])('is nowhere else: %s', (address) => expect(takes(address)).toBe(false));

  it('is this machine too in local mode, and still no other', () => {
    expect(takes('http://127.0.0.1:4000/upload', true)).toBe(true);
    expect(takes('http://localhost:4000/upload', true)).toBe(true);
    expect(takes('http://10.0.0.1/upload', true)).toBe(false);
    expect(takes('https://evil.example/', true)).toBe(false);
  });
});
