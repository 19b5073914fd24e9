import { describe, expect, it } from '@jest/globals';
import { plus } from '../../../src/base/time.ts';
import { referralOf } from '../../../src/case/state.ts';
import { markMistake, messageParts, recordInformation } from '../../../src/features/information/rules.ts';
import {
  withAuthor,
  withFiled,
  withoutAuthors,
  withoutFiled,
  withWords,
} from '../../../src/features/information/state.ts';
import { kindsOfUnfiled, roundsOf } from '../../../src/features/information/unfiled-rounds.ts';
import { textOf } from '../../../src/history/events.ts';
import type { PersonRecord } from '../../../src/store/people.ts';
import { aReferral, at, jane, OTHER_REFERENCE, pack, REFERENCE, submittedOf } from '../../case/a-case.ts';

const NOON = at('2026-11-25T12:00:00.000Z');
const nobody: PersonRecord = { kind: 'person', id: jane.id, aboutYou: {} };
const said = (heard: string, words = 'A red car.', when = NOON) => ({ at: when, words, heard, name: jane.name });
const withAll = (...heard: string[]) =>
  heard.reduce((person, each) => withWords(person, said(each)), nobody).unfiled ?? [];

describe('Words without a child', () => {
  it('are kept once for each message, and each has a moment of its own', () => {
    expect(withAll('1', '2', '2').map(({ heard, at: when }) => [heard, when])).toEqual([
      ['1', NOON],
      ['2', plus(NOON, 1)],
    ]);
  });

  it('push out none that wait, when too much waits', () => {
    const long = 'x'.repeat(20_000);
    const all = Array.from({ length: 20 }, (_, number) => `${number}`).reduce(
      (person, each) => withWords(person, said(each, long)),
      nobody,
    ).unfiled;
    expect(all).toHaveLength(14);
    expect(all?.[0]?.heard).toBe('0');
  });

  it('go where the first person said, and then leave the list', () => {
    const into = (id: typeof REFERENCE) => ({ into: id, by: jane.id, name: jane.name });
    const first = withAll('1');
    const once = withFiled({ ...nobody, unfiled: withAll('1', '2') }, first, [into(REFERENCE)]);
    const person = withFiled(once, first, [into(OTHER_REFERENCE)]);
    expect(person.unfiled?.map(({ filed }) => filed?.into)).toEqual([REFERENCE, undefined]);
    const done = person.unfiled?.slice(0, 1) ?? [];
    expect(withoutFiled(person, done, true).unfiled?.map(({ heard }) => heard)).toEqual(['2']);
    expect(withoutFiled(person, done, false).unfiled?.map(({ filed }) => filed)).toEqual([undefined, undefined]);
  });

  it('stand on one card with those that wait, and on a new one once it is said what they are about', () => {
    const person = withWords({ ...nobody, unfiled: withAll('1') }, said('2', 'A van.', plus(NOON, 60_000)));
    expect(person.unfiled?.map(({ since }) => since)).toEqual([NOON, NOON]);
    const check = { into: REFERENCE, by: jane.id, name: jane.name, check: 'open' as const };
    const filed = withFiled(person, person.unfiled ?? [], [check]);
    const later = plus(NOON, 120_000);
    expect(withWords(filed, said('3', 'A dog.', later)).unfiled?.at(-1)?.since).toBe(later);
  });

  it('are looked for as long as they may still be on their way into the record of their author', () => {
    const noted = withAuthor({ authors: [] }, jane.id, NOON);
    expect(withoutAuthors(noted, [jane.id], plus(NOON, 299_999))).toEqual(noted);
    expect(withoutAuthors(noted, [jane.id], plus(NOON, 300_000)).authors).toEqual([]);
    expect(withoutAuthors(noted, [], plus(NOON, 300_000))).toEqual(noted);
  });
});

describe('Messages about words without a child', () => {
  const second = 1000;
  const rounds = (...lines: [after: number, words: string][]) => {
    const person = lines.reduce(
      (each, [after, words], index) => withWords(each, said(`${index}`, words, plus(NOON, after * second))),
      nobody,
    );
    return roundsOf(person.unfiled ?? [], pack).map(({ at: when, rings, toAll }): [number, ...string[]] => [
      (Date.parse(when) - Date.parse(NOON)) / second,
      rings ? 'rings' : 'silent',
      ...(toAll ? ['all'] : []),
    ]);
  };
  const soon = (...lines: Parameters<typeof rounds>) => rounds(...lines).filter(([after]) => after < 1800);
  const late = [900, 'rings', 'all'];

  it('say of each kind when it was written, where later words say no such thing', () => {
    const knife = withWords(nobody, said('1', 'he has a knife', NOON));
    expect(kindsOfUnfiled(knife.unfiled ?? [], pack)).toBe('MAY BE IN DANGER');
    const more = withWords(knife, said('2', 'A long day.', plus(NOON, 180 * second)));
    expect(kindsOfUnfiled(more.unfiled ?? [], pack)).toMatch(/^MAY BE IN DANGER \d\d:00$/);
    const car = withWords(knife, said('2', 'A red car.', plus(NOON, 180 * second)));
    expect(kindsOfUnfiled(car.unfiled ?? [], pack)).toMatch(/^MAY BE IN DANGER \d\d:00, A PLATE, A CAR OR A WAY$/);
  });

  it('come silently; what follows comes within two minutes in one message more', () => {
    expect(soon([0, 'A red car.'])).toEqual([[0, 'silent'], late]);
    expect(soon([0, 'A red car.'], [10, 'A dog.'], [100, 'A hat.'], [140, 'A bag.'], [200, 'A key.'])).toEqual([
      [0, 'silent'],
      [130, 'silent'],
      [260, 'silent'],
      late,
    ]);
  });

  it.each(['he has a knife', '10 mins now', 'theyve just walked out'])(
    '“%s” rings at once, with what waited for its two minutes',
    (words) =>
      expect(soon([0, 'A red car.'], [10, 'A dog.'], [20, words])).toEqual([
        ...[
          [0, 'silent'],
          [20, 'rings'],
          [320, 'rings', 'all'],
        ], // and for all after five minutes
      ]),
  );

  it.each([
    ['A red car.', 'silent'],
    ['he has a knife', 'rings'],
    ['kayleigh is missing', 'rings'],
  ])('“%s” comes again to all while nobody says the child, each time after twice as long: %s', (words, sound) => {
    expect(rounds([0, words]).slice(-8, -4)).toEqual([1800, 3600, 7200, 14400].map((after) => [after, sound, 'all']));
  });

  it('More of the same rings two minutes later, where something rang less than two minutes ago; what comes later rings at once, and so does another kind', () => {
    const knife = 'he has a knife';
    expect(soon([0, knife], [10, 'hes got a gun'], [50, knife], [119, knife], [125, 'theyve just walked out'])).toEqual(
      [
        [0, 'rings'],
        [125, 'rings'],
        [300, 'rings', 'all'],
      ],
    );
    const lines: [number, string][] = Array.from({ length: 12 }, (_, index) => [index * 70, knife]);
    const rang = soon(...lines).flatMap(([after, sound]) => (sound === 'rings' ? after : []));
    expect(rang).toEqual([0, 140, 280, 300, 420, 560, 700, 890]);
    expect(soon([0, knife], [1300, knife]).filter(([, sound]) => sound === 'rings')).toEqual([
      [0, 'rings'],
      [300, 'rings', 'all'],
      [1300, 'rings', 'all'],
    ]);
  });

  it('come at once after a long silence, and after fifteen minutes go to all', () => {
    expect(soon([0, 'A red car.'], [1000, 'A dog.'], [1010, 'A hat.'])).toEqual([
      [0, 'silent'],
      late,
      [1000, 'silent', 'all'],
      [1130, 'silent', 'all'],
    ]);
  });
});

describe('Long words', () => {
  const sentence = 'He took her phone, and then he went. ';
  it.each([
    ['sentences', sentence.repeat(300)],
    ['one word', 'x'.repeat(4100)],
    ['emojis', '👧🏽'.repeat(2500)],
    ['lines', `${'x'.repeat(1500)}\n`.repeat(3)],
  ])('of %s are added in parts of up to 2,000 characters, and none is lost', (_, words) => {
    const parts = messageParts(words);
    expect(parts.length).toBeGreaterThan(1);
    expect(Math.max(...parts.map((part) => [...part].length))).toBeLessThanOrEqual(2000);
    expect(parts.join('')).toBe(words);
  });

  it('end a part with a sentence where they can', () => {
    expect(messageParts(sentence.repeat(60)).map((part) => part.slice(-5))).toEqual([
      ' went. '.slice(-5),
      ' went. '.slice(-5),
    ]);
  });

  it('end no part inside an address', () => {
    const address = '14 Wych Lane, Hitchin SG5 1AA';
    for (let before = 1960; before < 2000; before++) {
      const parts = messageParts(`${'word '.repeat(400).slice(0, before)} ${address} and more`);
      expect(parts.filter((part) => part.includes(address))).toHaveLength(1);
    }
  });

  it('are marked as a mistake as a whole, and sent twice count once', () => {
    const words = sentence.repeat(100);
    const { events } = aReferral(NOON);
    const added = recordInformation(referralOf(events), words, {}, { by: jane, now: NOON });
    if (added.kind !== 'happened') throw new Error('it was not added');
    const after = [...events, ...added.events];
    expect(added.events).toHaveLength(2);
    expect(recordInformation(referralOf(after), words, added.texts, { by: jane, now: plus(NOON, 1) }).kind).toBe(
      'nothing-to-do',
    );
    const marked = markMistake({ ...aReferral(NOON), events: after }, textOf.information(2), {
      by: jane,
      now: plus(NOON, 1),
    });
    expect(marked.kind === 'happened' && marked.events.map((event) => 'said' in event && event.said)).toEqual([
      ...[textOf.information(1), textOf.information(2)],
    ]);
    expect(Object.keys(added.texts)).toEqual([textOf.information(1), textOf.information(2)]);
  });
});

describe('Information that is typed', () => {
  it('counts each time, while the same form sent twice counts once', () => {
    const referral = { ...submittedOf(aReferral(NOON)), information: [{ number: 1, at: NOON }] };
    const again = (typed?: { typedAt: typeof NOON }) =>
      recordInformation(referral, 'Still here.', { 'information-1': 'Still here.' }, { by: jane, now: NOON }, typed)
        .kind;
    expect([again(), again({ typedAt: NOON })]).toEqual(['nothing-to-do', 'happened']);
  });
});
