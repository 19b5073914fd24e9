import { beforeAll, expect, it } from '@jest/globals';
import { summaryOf, text } from '../conversations/a-program.ts';
import { type Came, hour } from '../conversations/an-evening.ts';
import { aDay, type Manager, managers } from './a-day.ts';

const day = aDay();
const chats = [...managers, 'dee'] as const;
beforeAll(() => day.plays());

const passed = ({ at }: Came) => Date.parse(at) - day.begin;
const during = (who: Manager) => day.to(who).filter((came) => day.onDuty(passed(came)) === who);
const urgent = () => day.sent.filter(({ isUrgent }) => isUrgent);

it('Sixty referrals came in a day and a night; whoever was on duty decided all but those of the last three hours', () => {
  expect(day.sent).toHaveLength(60);
  const open = day.sent.filter(({ reference }) => !day.decided.has(reference));
  expect(open.every(({ at }) => at > 20.5 * hour)).toBe(true);
});

it('Each child in danger rings whoever is on duty within five seconds', () => {
  expect(urgent().length).toBeGreaterThan(5);
  for (const { reference, at } of urgent()) {
    const first = day.to(day.onDuty(at)).find(({ card }) => summaryOf(card).includes(reference));
    expect(first?.rings).toBe(true);
    expect(Math.abs(Date.parse(first?.at ?? '') - day.begin - at)).toBeLessThan(5000);
  }
});

it('Whoever is off duty sleeps, but is asked once about a child in danger whose case they decided; the escalation contact hears nothing', () => {
  for (const who of managers) {
    const isOff = (at: number) => day.onDuty(at) !== who && day.onDuty(at - 60_000) !== who; // they hand over for a minute
    const came = day.to(who).filter((each) => isOff(passed(each)));
    expect(came.every(({ card }) => summaryOf(card).includes('is the child safe?'))).toBe(true);
    expect(came.length).toBeLessThanOrEqual(1);
  }
  expect(day.to('dee')).toEqual([]);
});

it('A shift of twenty referrals is at most 30 messages to who decides, and each that rings is about a child in danger, handed on, new words or the end of the duty', () => {
  for (const who of managers) {
    expect(during(who).length).toBeGreaterThan(5);
    expect(during(who).length).toBeLessThanOrEqual(30);
    for (const { rings, card } of during(who))
      if (rings)
        expect(summaryOf(card)).toMatch(
          /^URGENT HT-|MAY BE IN DANGER|^Your duty ends|handed to you|^HT-\S+: NEW WORDS/,
        );
  }
});

it('What referrers wrote afterwards came to whoever was on duty, and was read', () => {
  expect(day.wrote.length).toBeGreaterThan(8);
  for (const { reference, at } of day.wrote) {
    const told = day.to(day.onDuty(at)).filter(({ card }) => summaryOf(card).includes(reference));
    expect(told.map(({ card }) => summaryOf(card)).join()).toMatch(/NEW INFORMATION/);
    expect(told.map((came) => text(day.now(came))).join()).not.toMatch(/NEW INFORMATION(?!.*read)/is);
  }
});

it('No message to a manager or the escalation contact names a child, a referrer or what somebody wrote', () => {
  const all = chats.flatMap((who) => day.to(who)).map(({ card }) => text(card) + summaryOf(card));
  expect(all.join()).not.toMatch(/Zircon|Topaz|Okafor|burn|passport|white van/);
});

it('The channel has a card for each referral, and rings for the children in danger alone', () => {
  const rings = day.to('channel').filter(({ rings }) => rings);
  const named = day.sent.filter(({ reference }) => rings.some(({ card }) => summaryOf(card).includes(reference)));
  expect(urgent().every((each) => named.includes(each))).toBe(true);
  expect(named.length - urgent().length).toBeLessThanOrEqual(3); // became urgent by what was written afterwards
});

if (process.env.DAY === 'all')
  it('All that came', () => {
    for (const who of [...chats, 'channel'] as const)
      for (const { at, rings, card } of day.to(who))
        console.info(who, at.slice(8, 16), rings ? 'RINGS' : '     ', summaryOf(card));
  });
