import { beforeAll, expect, it } from '@jest/globals';
import { sendsReferral, summaryOf, text } from './a-program.ts';
import { anEvening, type Came, hour, mostIn } from './an-evening.ts';

// Eleven ordinary referrals come in one evening, and nobody decides any of them

const people = ['mo', 'ana', 'dee'] as const;
const evening = anEvening();
const { to, marksOf, passes } = evening;
const references: string[] = [];
const isDigest = ({ card }: Came) => summaryOf(card).includes('referrals undecided');

beforeAll(async () => {
  for (let sent = 0; sent < 11; sent += 1) {
    references.push(await sendsReferral(evening, 'jane'));
    await passes(28 * 60_000);
  }
  await passes(34 * hour);
});

it('In no 24 hours do more than 12 messages come to a manager, 6 to the escalation contact and 30 to the channel', () => {
  const counts = ([...people, 'channel'] as const).map((who) => mostIn(24 * hour, to(who)));
  console.log('most in 24 hours', counts); // 128, 128, 120 and 139 when each mark was a message
  expect(counts.slice(0, 2).every((count) => count > 3 && count <= 12)).toBe(true);
  expect(counts[2]).toBeLessThanOrEqual(6);
  expect(counts[3]).toBeLessThanOrEqual(30);
});

it.each(people)(
  'Each mark of each case was told to %s in time, by a message that rang and names the case and when it is due',
  async (who) => {
    const window = who === 'dee' ? 4 * hour : 2 * hour;
    for (const reference of references) {
      const marks = await marksOf(reference, who);
      expect(marks.length).toBeGreaterThanOrEqual(who === 'dee' ? 5 : 8);
      for (const { told, early = -hour, text: words } of marks) {
        expect(told?.rings).toBe(true);
        expect(early).toBeLessThanOrEqual(window);
        expect(early).toBeGreaterThan(-5000);
        expect(words).toMatch(new RegExp(`${reference}[^]*?(Due by|OVERDUE since|was due by) `));
      }
    }
  },
);

it('A digest holds no fact of a child, and counts what is overdue on a lock screen', () => {
  const digests = people.flatMap((who) => to(who).filter(isDigest));
  expect(digests.length).toBeGreaterThan(10);
  expect(digests.map(({ card }) => text(card)).join()).not.toMatch(/Zircon|Topaz|Jane|burn/i);
  expect(summaryOf(digests.at(-1)?.card)).toBe('11 referrals undecided, 11 OVERDUE');
});
