import { copyFile, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { startWorld, type World } from '../conversations/world.ts';
import { nothingSet } from './life.ts';

/**
 * A world whose program goes on with a copy of an old store. The world audits all of it when it stops.
 * Teams stays at its address for years; the fake one has a new port each time. So the address is put right in the copy, in the
 * documents that hold it: what is known of people and what was set up. No case holds one.
 */
export async function openOldStore(file: string, root?: string): Promise<World> {
  const world = await startWorld({ env: nothingSet, ...(root ? { root } : {}) });
  await world.kill();
  for (const end of ['-wal', '-shm']) await rm(`${world.sqlitePath}${end}`, { force: true });
  await copyFile(file, world.sqlitePath);
  const db = new DatabaseSync(world.sqlitePath);
  const address = /http:\/\/127\.0\.0\.1:\d+\/_connector/g;
  for (const { kind, id, body } of db.prepare('SELECT kind, id, body FROM documents').all()) {
    const moved = String(body).replace(address, world.teams.serviceUrl);
    if (moved === body) continue;
    if (kind !== 'person' && kind !== 'settings') throw new Error(`an address of Teams in ${kind} ${id}`);
    db.prepare('UPDATE documents SET body = ? WHERE kind = ? AND id = ?').run(moved, kind, String(id));
  }
  db.close();
  await world.restart();
  return world;
}
