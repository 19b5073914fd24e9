import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { type Instant, instantOf, msOf } from '../../src/base/time.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { metricsOf } from '../../src/watch/metrics.ts';
import type { WorkerDeps } from '../../src/worker/delivered.ts';
import { reviewTeller } from '../../src/worker/review.ts';
import { ada, at, caseContext, dee, desk, pack } from '../case/a-case.ts';

const folder = mkdtempSync(join(tmpdir(), 'mash-review-'));
afterAll(() => rmSync(folder, { recursive: true }));

let stores = 0;
const hourMs = 60 * 60 * 1000;

/** Several instances on one store, and whom they told. People in `away` cannot be reached. */
function instances(many: number, lastReviewed = '2025-11-25') {
  stores += 1;
  const path = join(folder, `${stores}.db`);
  const sent: string[] = [];
  const away = new Set<string>();
  const admins = [ada.id, dee.id];
  let now = at('2026-11-25T09:00:00.000Z');
  const make = () => {
    const deps = {
      store: sqliteStore(path, 'HT'),
      pack: { ...pack, lastReviewed },
      now: () => now,
      machine: { ticks: () => msOf(now) },
      caseContext: () => ({ ...caseContext(now), desk: { ...desk, admins } }),
      log: pino({ level: 'silent' }),
      metrics: metricsOf(
        () => undefined,
        () => now,
      ),
      reach: {
        chatOf: async (person: string) => {
          if (away.has(person)) throw new TeamsFault(404);
          return { serviceUrl: 'https://teams.example.org/', conversationId: person };
        },
        findAgain: async () => false,
      },
      teams: {
        send: async (_: string, conversationId: string) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          sent.push(conversationId);
          return 'id';
        },
      },
    };
    return reviewTeller(deps as unknown as WorkerDeps);
  };
  const all = Array.from({ length: many }, make);
  const look = async (later: number) => {
    now = instantOf(msOf(now) + later);
    await Promise.all(all.map((each) => each()));
  };
  return { look, sent, away, admins, restart: () => all.splice(0, all.length, make()), now: (): Instant => now };
}

describe('the reminder that the protocol is due for review', () => {
  it('The review reminder goes to each administrator once, however many instances there are and however often they check', async () => {
    const { look, sent } = instances(6);
    for (let times = 0; times < 5; times += 1) await look(2 * 60_000);
    expect(sent.sort()).toEqual(['ada', 'dee']);
  });

  it('The review reminder comes again after a month and not before, even after a restart', async () => {
    const { look, sent, restart } = instances(2);
    await look(0);
    restart();
    await look(29 * 24 * hourMs);
    expect(sent).toHaveLength(2);
    await look(24 * hourMs);
    expect(sent).toHaveLength(4);
  });

  it('The review reminder comes a month after the last one, even if the review was due long before the program began', async () => {
    const { look, sent } = instances(1, '2024-12-10');
    await look(0);
    expect(sent).toHaveLength(2);
    await look(29 * 24 * hourMs); // the day of the month on which the review fell due has passed
    expect(sent).toHaveLength(2);
    await look(24 * hourMs);
    expect(sent).toHaveLength(4);
  });

  it('The review reminder waits until there is an administrator, and a new one hears of a round that has begun', async () => {
    const { look, sent, admins } = instances(2);
    admins.length = 0;
    await look(0);
    expect(sent).toEqual([]);
    admins.push(ada.id);
    await look(hourMs);
    admins.push(dee.id);
    await look(hourMs);
    expect(sent).toEqual(['ada', 'dee']);
  });

  it('The review reminder is retried for a person who cannot be reached, and delays nobody else', async () => {
    const { look, sent, away } = instances(1);
    away.add('ada');
    await look(0);
    await look(30 * 60_000);
    expect(sent).toEqual(['dee']);
    away.clear();
    await look(4 * 60_000);
    expect(sent).toEqual(['dee']);
    await look(60_000);
    expect(sent).toEqual(['dee', 'ada']);
  });

  it('The review reminder does not come within the year', async () => {
    const { look, sent } = instances(1, '2025-11-26');
    await look(0);
    expect(sent).toEqual([]);
  });
});
