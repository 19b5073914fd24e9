import { box, type FormRetry, limit, limitWords, text, untouchedForm } from '../../cards/forms.ts';
import {
  buttonWithoutInputs,
  type Card,
  type Input,
  line,
  mainButton,
  plain,
  ring,
  spacedLine,
} from '../../cards/parts.ts';
import { show } from '../../cards/verbs.ts';
import { carerBlock } from '../../cards/warnings.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Level } from '../../history/decision.ts';
import type { Pack } from '../../protocol/pack.ts';
import { disagreementSheet, noDelayWords } from './cards.ts';
import { namesLimit } from './rules.ts';
import { agreements, currentLevel, type Disagreement, type Side } from './state.ts';
import { type DisagreementStep, disagreementSave, openDisagreement } from './verbs.ts';
import { agreedWords, statusWords, targetDay, whoTalks } from './words.ts';

/** The form for raising a disagreement. @param number the number that the disagreement will have */
export function disagreeForm(
  record: CaseRecord,
  number: number,
  side: Side,
  pack: Pack,
  again: FormRetry = untouchedForm,
): Card {
  const data = { case: record.id, number, level: 1, choice: 'raise' as const, attempt: again.attempt };
  const reads = side === 'referrer' ? 'The MASH reads what you write.' : 'The MASH reads this. The referrer does not.';
  const back = buttonWithoutInputs(show, 'Cancel', { case: record.id });
  return disagreementSheet(record, side, pack, {
    summary: `${record.id}: I disagree`,
    heading: 'I disagree',
    blocks: [
      plain([`Say why. ${noDelayWords} ${reads}`, spacedLine(levelsInShort)], 'Small'),
      side === 'referrer' && carerBlock(record),
      side === 'referrer' && plain(ring('Is the child at risk now? Ring', pack.phones.urgent)),
    ],
    inputs: levelInputs(1, side, 'Why do you disagree?', again),
    buttons: [
      mainButton(disagreementSave, side === 'mash' ? 'Save' : 'Send to the MASH', data),
      side === 'mash' && back,
    ],
  });
}

const levelsInShort =
  'First the managers of both sides talk. If that fails, senior managers do. Last come people from the Board or Partnership.';

function levelInputs(level: Level, side: Side, why: string, again: FormRetry): Input[] {
  const who = { 1: 'Manager', 2: 'Senior manager', 3: 'Person of the Board or Partnership' }[level];
  const names = limitWords(namesLimit);
  return [
    text('reasons', `${why} (required, ${limit})`, again),
    box('text', 'agency', `${who} for ${side === 'referrer' ? 'your' : 'the other'} agency (${names})`, again),
    box('text', 'mash', `${who} for the MASH (${names})`, again),
    box('text', 'target', 'To be settled by? You and they set it, such as 4 December. Empty: no date yet', again),
  ];
}

/** The form for a step of an open disagreement. */
export function disagreementFormCard(
  record: CaseRecord,
  disagreement: Disagreement,
  step: Exclude<DisagreementStep, 'raise'>,
  side: Side,
  pack: Pack,
  again: FormRetry = untouchedForm,
) {
  const { number } = disagreement;
  const { level } = currentLevel(disagreement);
  const formLevel = step === 'up' ? level + 1 : level;
  const data = { case: record.id, number, level: formLevel, choice: step, attempt: again.attempt };
  const { heading, save = 'Save', lines, inputs } = stepForm(record, disagreement, step, side, again);
  return disagreementSheet(record, side, pack, {
    summary: `${record.id}: disagreement ${number}, ${heading.toLowerCase().replace('?', '')}`,
    heading,
    blocks: [plain([line(`Disagreement ${number}, ${statusWords(disagreement)}`, 'bold'), ...lines], 'Small')],
    inputs,
    buttons: [
      mainButton(disagreementSave, save, data),
      buttonWithoutInputs(openDisagreement, 'Back', { case: record.id, number }),
    ],
  });
}

/** The heading, lines and boxes of the form for one step. */
function stepForm(
  record: CaseRecord,
  disagreement: Disagreement,
  step: Exclude<DisagreementStep, 'raise'>,
  side: Side,
  again: FormRetry,
): { heading: string; save?: string; lines: string[]; inputs: Input[] } {
  const [said] = agreements(disagreement); // one side says that it is settled, and the other has not said so yet
  const otherSaid = said ? agreedWords(record, said) : '';
  const { target, level } = currentLevel(disagreement);
  const nextLevel = level === 1 ? 2 : 3;
  const readers = disagreement.side === 'referrer' ? 'The referrer and the MASH read this.' : 'The MASH reads this.';
  // The box holds the other side's words, so that one press agrees with them.
  const filled = again === untouchedForm && otherSaid ? { ...again, typed: { outcome: otherSaid } } : again;
  switch (step) {
    case 'up':
      return {
        heading: nextLevel === 2 ? 'Ask senior managers' : 'Ask the Board or Partnership',
        lines: [`Next: the ${whoTalks[nextLevel]}. ${noDelayWords} ${readers}`],
        inputs: levelInputs(nextLevel, side, 'Why was it not settled?', again),
      };
    case 'date':
      return {
        heading: 'Set the date',
        save: 'Save the date',
        lines: [target ? `The date now: ${targetDay(target.at)}` : 'No date is set yet.', 'I remind you on that day.'],
        inputs: [box('text', 'target', 'To be settled by? (required) Such as 4 December', again)],
      };
    case 'settle':
      return {
        heading: 'It is settled',
        lines: [
          otherSaid ? `The other side has said so: ${otherSaid}` : 'It ends when the other side says so, too.',
          readers,
        ],
        inputs: [text('outcome', `What do you agree? (required, ${limit})`, filled)],
      };
    case 'take-back':
      return {
        heading: 'Take my disagreement back?',
        save: 'Yes, take it back',
        lines: ['It stays on the record. You can start one again later.'],
        inputs: [],
      };
  }
}
