import { type Mutant, mutant } from './mutant.ts';

const secondPerson = 'src/features/set-up/second-person.ts';

/** Ways to break safety rules that no section of the protocol asks for. */
export const ofSafetyRules: Mutant[] = [
  mutant(
    'SR3',
    'another channel is used at once',
    'src/features/set-up/rules.ts',
    'if (isMoved) delete rest.mash;',
    '',
  ),
  mutant(
    'SR3',
    'the person who asked for another channel can confirm it',
    secondPerson,
    "if (person === waiting.by) return { kind: 'asked-for-it' };",
    '',
  ),
  mutant(
    'SR3',
    'a manager who was added after the request can confirm another channel',
    secondPerson,
    "if (named.at >= waiting.at) return { kind: 'came-after' };",
    '',
  ),
  mutant(
    'SR3',
    'a channel that the MASH has left goes on showing its cases',
    'src/case/moved.ts',
    '[...messages.values(), leaving(record, moved, left)]',
    '[...messages.values()]',
  ),
  mutant(
    'SR4',
    'a referral waits in silence while there is no channel',
    'src/worker/follow-up.ts',
    'if (noChannel) return withoutChannel(record, caseContext);',
    '',
  ),
  mutant(
    'SR5',
    'a child in danger is reminded of among others',
    'src/features/alarm/clock.ts',
    ' || !isOnlyUndecided(record, pack, now)) return undefined;',
    ') return undefined;',
  ),
  mutant(
    'SR5',
    'what was to be told with others is not told if that message did not come',
    'src/worker/digest.ts',
    'ageOf(there, deps.now()) < singlyMs) return undefined;',
    'ageOf(there, deps.now()) < singlyMs) return { digest: { ...there, sent: there.id }, cases: [] };',
  ),
  mutant(
    'SR5',
    'a reminder of several cases makes no sound',
    'src/worker/deliver.ts',
    '{ card, alert: true }',
    '{ card }',
  ),
];
