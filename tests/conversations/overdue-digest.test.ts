import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseId } from '../../src/base/reference.ts';
import { profiles } from '../fakes/people.ts';
import { sendsReferral, summaryOf, text, titles } from './a-program.ts';
import { anEvening, type Came, hour, mostIn } from './an-evening.ts';
import { contains } from './expecting.ts';

const people = ['mo', 'ana', 'dee'] as const;
const isDigest = ({ card }: Came) => summaryOf(card).includes('referrals undecided');
const minute = 60_000;

describe('eleven ordinary referrals in one evening, which nobody decides', () => {
  const evening = anEvening();
  const { to, marksOf, passes } = evening;
  const references: string[] = [];
  beforeAll(async () => {
    for (let sent = 0; sent < 11; sent += 1) {
      references.push(await sendsReferral(evening, 'jane'));
      await passes(28 * minute);
    }
    await passes(29 * hour);
  });

  it('In no 24 hours do more than 12 messages come to a manager, 6 to the escalation contact and 30 to the channel', () => {
    const counts = ([...people, 'channel'] as const).map((who) => mostIn(24 * hour, to(who)));
    // 128, 128, 120 and 139 when each mark was a message
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
        expect(marks.length).toBeGreaterThanOrEqual(who === 'dee' ? 3 : 6);
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
});

describe('four ordinary referrals within half an hour, and one about a child in danger', () => {
  const evening = anEvening();
  const { to, now, marksOf, passes, presses, types, machine } = evening;
  const references: string[] = [];
  const [first, second, third, fourth, urgent] = [0, 1, 2, 3, 4].map((place) => () => references[place] ?? '');
  const digests = (who: 'mo' | 'ana' | 'dee') => to(who).filter(isDigest);
  const shown = (who: 'mo' | 'ana' | 'dee') => digests(who).map((each) => text(now(each)));
  beforeAll(async () => {
    for (const danger of ['No', 'No', 'No', 'No', 'Yes, now']) {
      references.push(await sendsReferral(evening, 'jane', { danger }));
      await passes(10 * minute);
    }
    await passes(11 * hour + 12 * minute); // two minutes after the first has waited for twelve hours
  });

  it('Each manager gets one message, which names the four with a press each, and not the child in danger', () => {
    for (const who of ['mo', 'ana'] as const) {
      expect(digests(who)).toHaveLength(1);
      const [digest] = digests(who);
      expect(digest?.rings).toBe(true);
      expect(references.map((each) => text(digest?.card).includes(each))).toEqual([true, true, true, true, false]);
      expect(titles(digest?.card).filter((title) => title === 'I am on it')).toHaveLength(4);
    }
  });

  it('“Open the board” shows the board to who pressed, below the digest, and the read is recorded', async () => {
    const board = await presses('mo', now(digests('mo')[0] as Came), 'Open the board', {}, 'chat');
    contains(text(board), 'Only you see this', first?.(), urgent?.());
    const reads = await evening.services.reads.of(first?.() as CaseId);
    expect(reads.map(({ by, how }) => [by, how])).toContainEqual([profiles.mo.objectId, 'list']);
    await presses('jane', now(digests('mo')[0] as Came), 'Open the board', {}, 'chat');
    expect(await evening.services.reads.of(first?.() as CaseId)).toHaveLength(reads.length);
  });

  it('A press beside a case takes that case alone, and every digest says who has it, without a sound', async () => {
    const count = to('ana').length;
    const answer = await presses('mo', now(digests('mo')[0] as Came), 'I am on it', {}, 'chat');
    contains(text(answer), first?.(), 'You have it');
    await machine.pass(20_000);
    contains(shown('mo')[0], 'Nobody has these 3', new RegExp(`${first?.()} Undecided. Due by .*You have it`));
    contains(shown('ana')[0], 'Nobody has these 3', new RegExp(`${first?.()} Undecided. Due by .*Mo Hussain has it`));
    expect(to('ana')).toHaveLength(count);
  });

  it('A case that becomes urgent before its mark comes is reminded of by itself', async () => {
    await types('jane', `${third?.()} he has a knife and he is here now`);
    await passes(30 * minute);
    const { told } = (await marksOf(third?.() ?? '', 'ana'))[0] ?? {};
    expect(summaryOf(told?.card)).toMatch(new RegExp(`^${third?.()} undecided`));
    contains(shown('ana')[0], new RegExp(`${third?.()}\n.*\nThere is more: read its own message`));
    expect((await marksOf(fourth?.() ?? '', 'ana')).map(({ told }) => told)).toEqual([digests('ana')[0]]);
  });

  it('The child in danger is reminded of by itself, however many others wait', async () => {
    await passes(10 * minute);
    const marks = await marksOf(urgent?.() ?? '', 'mo');
    expect(marks).toHaveLength(1);
    expect(summaryOf(marks[0]?.told?.card)).toMatch(new RegExp(`^${urgent?.()} undecided`));
  });

  it('A digest that Teams does not take is no word to anybody: each mark comes by itself once it does', async () => {
    await passes(7 * hour + 16 * minute);
    evening.refuse('ana');
    await passes(15 * minute);
    expect((await marksOf(second?.() ?? '', 'ana')).at(-1)).toMatchObject({ waits: true, told: undefined });
    evening.takesAgain('ana');
    await passes(30 * minute);
    for (const each of [second, fourth]) {
      const marks = await marksOf(each?.() ?? '', 'ana');
      expect(marks.every(({ told }) => told?.rings)).toBe(true);
      expect(marks.length).toBeGreaterThan(1);
    }
  });

  it('A decided case is over on every digest, and the last one says that nothing is left to do', async () => {
    await evening.decides(second?.() ?? '');
    await passes(2 * minute);
    contains(shown('mo').at(-1), new RegExp(`${second?.()} ✓ {2}Decided at`));
    for (const each of [first, third, fourth]) await evening.decides(each?.() ?? '');
    await passes(2 * minute);
    for (const who of ['mo', 'ana'] as const) contains(shown(who).at(-1), 'You need do nothing');
    expect(shown('mo').join()).not.toMatch(/Undecided\. Due|Nobody has/);
  });
});
