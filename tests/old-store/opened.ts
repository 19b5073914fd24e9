import { copyFile, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { startWorld, type World } from '../conversations/world.ts';
import { nothingSet } from './life.ts';

/**
 * Starts a world whose program continues with a copy of an old store. The world audits the whole store when it stops.
 * The real Teams keeps its address for years, but the fake one has a new port each time. So the address and the tenant
 * are replaced in the copy, in the documents that hold them: people and settings. No case holds either. The person on
 * duty is made to have started an hour ago.
 */
export async function openOldStore(file: string, root?: string): Promise<World> {
  const world = await startWorld({ env: nothingSet, ...(root ? { root } : {}) });
  await world.halt();
  for (const end of ['-wal', '-shm']) await rm(`${world.sqlitePath}${end}`, { force: true });
  await copyFile(file, world.sqlitePath);
  const db = new DatabaseSync(world.sqlitePath);
  const tenantThen = '7e4a0000-0000-4000-8000-000000000001'; // the tenant of the tests at that time
  const address = /http:\/\/127\.0\.0\.1:\d+\/_connector/g;
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString(); // a duty without an end lasts some hours
  for (const { kind, id, body } of db.prepare('SELECT kind, id, body FROM documents').all()) {
    const since = id === 'duty' ? String(body).replace(/("since":)"[^"]+"/g, `$1"${hourAgo}"`) : String(body);
    const moved = since.replace(address, world.teams.serviceUrl).replace(tenantThen, world.teams.tenantId);
    if (moved === body) continue;
    if (kind !== 'person' && kind !== 'settings') throw new Error(`an address of Teams in ${kind} ${id}`);
    db.prepare('UPDATE documents SET body = ? WHERE kind = ? AND id = ?').run(moved, kind, String(id));
  }
  db.close();
  await world.restart();
  return world;
}
