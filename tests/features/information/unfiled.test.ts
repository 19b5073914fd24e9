import { describe, expect, it } from '@jest/globals';
import { plus } from '../../../src/base/time.ts';
import { recordInformation } from '../../../src/features/information/rules.ts';
import { sideTask } from '../../../src/features/information/side-task.ts';
import {
  authorsIn,
  withAuthor,
  withChild,
  withoutAuthors,
  withoutWords,
  withWords,
} from '../../../src/features/information/unfiled-state.ts';
import type { PersonRecord, UnfiledWords } from '../../../src/store/people.ts';
import { peopleIn } from '../../../src/store/people.ts';
import { aReferral, at, dee, jane, meg, mo, OTHER_REFERENCE, REFERENCE, submittedOf } from '../../case/a-case.ts';
import { aWorker } from '../../worker/a-worker.ts';

const NOON = at('2026-11-25T12:00:00.000Z');
const nobody: PersonRecord = { kind: 'person', id: jane.id, aboutYou: {} };
const said = (heard: string, words = 'They have left.'): UnfiledWords => ({ at: NOON, words, heard, name: jane.name });
const withAll = (...heard: string[]) =>
  heard.reduce((person, each) => withWords(person, said(each)), nobody).unfiled ?? [];

describe('Words without a child', () => {
  it('are kept once for each message, and each has a moment of its own', () => {
    expect(withAll('1', '2', '2').map(({ heard, at: when }) => [heard, when])).toEqual([
      ['1', NOON],
      ['2', plus(NOON, 1)],
    ]);
  });

  it('push out none that wait, when the list is full', () => {
    const all = withAll(...Array.from({ length: 41 }, (_, number) => `${number}`));
    expect(all).toHaveLength(40);
    expect(all[0]?.heard).toBe('0');
  });

  it('go where the first person said, and then leave the list', () => {
    const person = withChild(
      withChild({ ...nobody, unfiled: withAll('1', '2') }, NOON, REFERENCE),
      NOON,
      OTHER_REFERENCE,
    );
    expect(person.unfiled?.map(({ filed }) => filed)).toEqual([REFERENCE, undefined]);
    expect(withoutWords(person, NOON).unfiled?.map(({ heard }) => heard)).toEqual(['2']);
  });

  it('are looked for as long as they may still be on their way into the record of their author', () => {
    const noted = withAuthor({ authors: [] }, jane.id, NOON);
    expect(withoutAuthors(noted, [jane.id], plus(NOON, 299_999))).toEqual(noted);
    expect(withoutAuthors(noted, [jane.id], plus(NOON, 300_000)).authors).toEqual([]);
    expect(withoutAuthors(noted, [], plus(NOON, 300_000))).toEqual(noted);
  });

  it('are told to the channel and the managers on duty, and after fifteen minutes to all managers and the escalation contact; not to their author', async () => {
    const { deps, end } = aWorker();
    let now = NOON;
    const desk = {
      ...deps.caseContext().desk,
      managers: [mo.id, meg.id, jane.id],
      onDuty: [mo.id, jane.id],
      escalation: [dee.id],
    };
    const caseContext = () => ({ ...deps.caseContext(), desk });
    const { does } = sideTask({ ...deps, caseContext, now: () => now, isStopping: () => false });
    const told = async () =>
      (await does()).map(({ to, sounds = false }) => [typeof to === 'string' ? to : 'channel', sounds]);
    expect(await told()).toEqual([]);
    await authorsIn(deps.store).change((before) => withAuthor(before, jane.id, NOON));
    await peopleIn(deps.store).change(jane.id, (person) =>
      [said('1'), said('2'), said('3', 'he has a knife')].reduce(withWords, person),
    );
    const [first, second, third] = [
      [mo.id, true],
      [mo.id, false],
      [mo.id, true],
    ];
    const channel = ['channel', false];
    expect(await told()).toEqual([first, channel, second, channel, third, channel]);
    now = plus(NOON, 15 * 60_000 + 1);
    expect((await told()).slice(0, 4)).toEqual([[mo.id, true], [meg.id, true], [dee.id, true], channel]);
    await peopleIn(deps.store).change(jane.id, (person) => ({ ...person, unfiled: [] }));
    expect(await told()).toEqual([]);
    await end();
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
