import { describe, expect, it } from '@jest/globals';
import { oneDriveAddress } from '../../src/connector/upload.ts';

const isAccepted = (address: string, local = false) => oneDriveAddress(local).safeParse(address).success;

describe('the address for an upload', () => {
  it.each(['https://herts-my.sharepoint.com/personal/jane/_api/uploadSession?guid=1', 'https://x.sharepoint.com/'])(
    'The OneDrive address %s is accepted',
    (address) => expect(isAccepted(address)).toBe(true),
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
  ])('The address “%s” is refused, because it is not a plain HTTPS address at OneDrive', (address) =>
    expect(isAccepted(address)).toBe(false),
  );

  it('In local mode this machine is accepted too, and no other host', () => {
    expect(isAccepted('http://127.0.0.1:4000/upload', true)).toBe(true);
    expect(isAccepted('http://localhost:4000/upload', true)).toBe(true);
    expect(isAccepted('http://10.0.0.1/upload', true)).toBe(false);
    expect(isAccepted('https://evil.example/', true)).toBe(false);
  });
});
