import { z } from 'zod';

type Uploaded = { kind: 'saved' } | { kind: 'failed'; status?: number };

const timeLimitMs = 20_000;

/**
 * An address at OneDrive. It comes with a press and may be forged, so only SharePoint over HTTPS is accepted.
 * @param local accepts this machine too, for tests and emulators
 */
export const oneDriveAddress = (local: boolean) =>
  z.url().refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, port, username, password } = new URL(text);
    if (username !== '' || password !== '') return false;
    if (local && protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname)) return true;
    return protocol === 'https:' && port === '' && hostname.endsWith('.sharepoint.com');
  }, 'must be an address at SharePoint');

/** Uploads a whole file to the address of an upload session. Never throws: a failed upload returns only the status. */
export async function upload(address: string, bytes: Buffer<ArrayBuffer>): Promise<Uploaded> {
  try {
    const response = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/pdf', 'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}` },
      body: bytes,
      redirect: 'error',
      signal: AbortSignal.timeout(timeLimitMs),
    });
    await response.body?.cancel();
    const isWhole = response.status === 200 || response.status === 201; // 202: OneDrive expects more bytes
    return isWhole ? { kind: 'saved' } : { kind: 'failed', status: response.status };
  } catch {
    return { kind: 'failed' }; // the error's text is dropped: it may hold the address, which is secret
  }
}
