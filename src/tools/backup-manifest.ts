import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { Instant } from '../base/time.ts';

/** The manifest beside a backup: when the backup expires, and the mark that ties the manifest to this very file. */
export const Manifest = z.strictObject({
  format: z.literal('MASH Referrals backup 1'),
  file: z.string(),
  mark: z.int(),
  madeAt: Instant,
  expires: Instant,
});
export type Manifest = z.infer<typeof Manifest>;

const ending = '.expires.json';
export const manifestBeside = (path: string): string => `${path}${ending}`;

/** @returns undefined if there is no manifest, or it is not one of this program */
export function manifestOf(path: string): Manifest | undefined {
  try {
    const read = Manifest.safeParse(JSON.parse(readFileSync(manifestBeside(path), 'utf8'))).data;
    return read?.file === basename(path) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** An SQLite database, and the files that SQLite may create beside it. */
export const filesOf = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`, `${path}-journal`];

interface Pruned {
  removed: string[];
  left: { path: string; why: string }[];
  kept: Manifest[];
}

/**
 * Removes the expired backups in a folder. It removes a file only if a manifest of this program beside it names it and
 * the file carries the manifest's mark. It never removes the store that is in use.
 */
export function prune(folder: string, { now, inUse }: { now: Instant; inUse: string }): Pruned {
  const pruned: Pruned = { removed: [], left: [], kept: [] };
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(ending)) continue;
    const path = join(folder, name.slice(0, -ending.length));
    const manifest = manifestOf(path);
    if (manifest && manifest.expires > now) {
      pruned.kept.push(manifest);
      continue;
    }
    const why = manifest
      ? whyNotRemoved(path, manifest, inUse)
      : 'what lies beside it is no manifest of a backup of ours';
    if (why) pruned.left.push({ path, why });
    else for (const each of [...filesOf(path), manifestBeside(path)]) if (remove(each)) pruned.removed.push(each);
  }
  return pruned;
}

function whyNotRemoved(path: string, { mark }: Manifest, inUse: string) {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (!entry) return undefined; // somebody removed the backup, so its manifest can go, too
  if (!entry.isFile()) return 'it is not a file';
  if (realpathSync(path) === realOf(inUse)) return 'it is the store that is in use';
  return markOf(path) === mark ? undefined : 'it is not the backup that the manifest was written for';
}

function realOf(path: string) {
  return lstatSync(path, { throwIfNoEntry: false }) ? realpathSync(path) : undefined;
}

const signature = 'SQLite format 3\0';
const markIsAt = 68; // application_id, in the header of every SQLite database

/** Reads the mark without SQLite, which would create files beside the backup. */
function markOf(path: string) {
  const header = Buffer.alloc(markIsAt + 4);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, header) < header.length) return undefined;
  } finally {
    closeSync(file);
  }
  return header.toString('latin1', 0, signature.length) === signature ? header.readInt32BE(markIsAt) : undefined;
}

function remove(path: string) {
  if (!lstatSync(path, { throwIfNoEntry: false })) return false;
  rmSync(path);
  return true;
}
