import type { Card } from '../../src/cards/parts.ts';
import { sendsReferral, text, titles } from '../conversations/a-program.ts';
import { anEvening, type Came, hour } from '../conversations/an-evening.ts';
import { mashTeam, profiles, referrals, tenantId, type Who } from '../fakes/people.ts';

const minute = 60_000;

/** The three who decide, and when their shifts begin, in hours after the story does. */
export const managers = ['mo', 'ana', 'pat'] as const;
export type Manager = (typeof managers)[number];
const shifts: [Manager, until: string][] = [
  ['mo', '16:00'],
  ['ana', 'tomorrow 00:00'],
  ['pat', '08:00'],
];

/** Sixty referrals: minutes after 08:00, most of them in the day. Every ninth is about a child in danger. */
const arrivals = [
  ...Array.from({ length: 34 }, (_, at) => 7 + at * 14),
  ...Array.from({ length: 18 }, (_, at) => 487 + at * 26),
  ...Array.from({ length: 8 }, (_, at) => 967 + at * 57),
].map((at, place) => ({
  at: at * minute,
  isUrgent: place % 9 === 4,
  who: (['jane', 'tom'] as const)[place % 2] ?? 'jane',
}));

const handsOver = 10 * minute; // before the end of the shift

/** @param at ms after the beginning */
const shiftAt = (at: number): number => Math.min(2, Math.floor((at + handsOver) / (8 * hour)));

/** What some referrers type an hour later. */
const news = [
  'the aunt rang, she wants the passport back',
  'he has stopped coming to school',
  'theres a man outside in a white van and he is asking for her',
  'sorry the surname is Topaz with a z',
];

const decision = {
  Decision: 'Child in need',
  'What action': 'Sue Marsh visits by Friday.',
  Reasons: 'Injury.',
  'Concern about trafficking': 'No',
};

/**
 * A day and a night at one MASH, from 08:00 on: sixty referrals, three shifts of one manager each, who hand over, and all
 * that the bot says to each person.
 */
export function aDay() {
  const world = anEvening('2026-06-10T07:00:00.000Z', {
    MASH_MANAGERS: managers.map((who) => profiles[who].objectId).join(),
  });
  const { machine, types, presses, acts, to, now } = world;
  const sent: { reference: string; at: number; isUrgent: boolean; who: Who }[] = [];
  const decided = new Map<string, number>();
  const asks = new Map<string, number>(); // how often somebody was asked whether a child is safe
  const begin = Date.parse(machine.now());
  const passed = () => Date.parse(machine.now()) - begin;
  const wrote: { reference: string; at: number }[] = [];
  /** @param at ms after the beginning */
  const onDuty = (at: number): Manager => shifts[shiftAt(at)]?.[0] ?? 'mo';

  /** Presses a button of the newest messages of a person that have it. */
  async function pressesAll(who: Manager, title: string, isFor: (came: Came) => boolean = () => true): Promise<void> {
    for (const came of to(who))
      if (titles(now(came)).includes(title) && isFor(came)) await presses(who, now(came), title, {}, 'chat');
  }

  /** The manager on duty answers what rings, reads what is new, and decides what waited for three hours. */
  async function works(who: Manager): Promise<void> {
    await pressesAll(who, 'I am on it', ({ rings }) => rings);
    for (const came of to(who)) {
      if (!titles(now(came)).includes('Show the words')) continue;
      const shown = await presses(who, now(came), 'Show the words', {}, 'chat');
      if (titles(shown).includes('I have read it')) await presses(who, shown, 'I have read it', {}, 'chat');
    }
    await pressesAll(who, 'I have read it');
    await answersAsks(who);
    for (const { reference, at, isUrgent } of sent) {
      if (decided.has(reference) || passed() - at < (isUrgent ? 1 : 3) * hour) continue;
      const form = await presses(who, caseCard(reference), 'Record decision', {}, 'channel');
      await presses(who, form, 'Confirm decision', decision, 'channel');
      decided.set(reference, passed());
      return; // one decision at a time
    }
  }

  /** “Is the child safe?”: still on it, until the police have been there. */
  async function answersAsks(who: Manager): Promise<void> {
    for (const came of to(who)) {
      const card = now(came);
      const [reference] = /HT-\S+?-\w{3}/.exec(text(card)) ?? [];
      if (!reference || !titles(card).includes('The child is safe')) continue;
      asks.set(reference, (asks.get(reference) ?? 0) + 1);
      await types(
        who,
        (asks.get(reference) ?? 0) % 3 === 0
          ? `child is safe ${reference}: PC Ali saw her just now`
          : `still on it ${reference}: the police are there`,
      );
    }
  }

  const caseCard = (reference: string): Card =>
    to('channel')
      .map(now)
      .findLast((card) => titles(card).includes('Record decision') && text(card).includes(reference)) ?? {};

  /** Whoever goes hands the shift over; whoever comes says until when, and takes it. */
  async function changes(from: Manager | undefined, next: Manager, until: string): Promise<void> {
    await types(next, `on duty until ${until}`);
    if (!from) return;
    const left = await shiftOf(from);
    if (titles(left).includes('Hand mine over'))
      await presses(from, left, 'Hand mine over', { 'Who takes over': profiles[next].name }, 'channel');
    const taken = await shiftOf(next);
    if (titles(taken).includes('Take what I was handed'))
      await presses(next, taken, 'Take what I was handed', {}, 'channel');
    await types(from, 'off duty');
  }

  async function shiftOf(who: Manager): Promise<Card> {
    const at = '<at>MASH Referrals</at>';
    const team = { tenant: { id: tenantId }, team: { id: mashTeam.id }, channel: { id: referrals.id } };
    const typed = {
      type: 'message',
      text: `${at} shift`,
      entities: [{ type: 'mention', text: at }],
      channelData: team,
    };
    const [asked = {}] = (await acts(who, typed, true)).slice(-1);
    return presses(who, asked, 'Show my shift', {}, 'channel');
  }

  /** Plays the day and the night. */
  async function plays(): Promise<void> {
    for (const who of ['pat', 'tom'] as const) await types(who, 'hi');
    const waiting = [...arrivals];
    let shift = -1;
    while (passed() < 24 * hour) {
      const at = shiftAt(passed());
      const [next, until] = shifts[at] ?? ['mo', '16:00'];
      if (at !== shift) await changes(shifts[shift]?.[0], next, until);
      shift = at;
      for (const { isUrgent, who } of waiting.splice(0, waiting.filter(({ at }) => at <= passed()).length)) {
        const reference = await sendsReferral(world, who, { danger: isUrgent ? 'Yes, now' : 'No' });
        sent.push({ reference, at: passed(), isUrgent, who });
      }
      const newsIs = sent[wrote.length * 5 + 3];
      if (newsIs && passed() - newsIs.at > hour) {
        wrote.push({ reference: newsIs.reference, at: passed() });
        await types(newsIs.who, `${newsIs.reference} ${news[wrote.length % news.length]}`);
      }
      await works(onDuty(passed()));
      await machine.pass(2 * minute);
    }
  }
  return { ...world, sent, decided, wrote, begin, plays, onDuty };
}
