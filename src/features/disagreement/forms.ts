import { type Again, limitWords } from '../../cards/forms.ts';
import { button, type Card, input, type Line, line, plain, ring } from '../../cards/parts.ts';
import { carerBlock } from '../../cards/reminders.ts';
import { show } from '../../cards/verbs.ts';
import { textLimit } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Level } from '../../history/disagreement.ts';
import type { Pack } from '../../protocol/pack.ts';
import { namesLimit } from './rules.ts';
import { sheet, standsStill } from './sheet.ts';
import { currentLevel, type Disagreement, type Side } from './state.ts';
import { disagreementSave, disagreement as disagreementVerb, type Step } from './verbs.ts';
import { standsAt, targetDay, whoTalks } from './words.ts';

const asks: Record<Exclude<Step, 'raise'>, { heading: string; save: string }> = {
  up: { heading: 'Go to the next level', save: 'Save' },
  date: { heading: 'Set the date', save: 'Save the date' },
  settle: { heading: 'It is settled', save: 'Save' },
  'take-back': { heading: 'Take it back?', save: 'Yes, take it back' },
};

/** The form in which somebody says that they disagree. @param number the number that it will have */
export function disagreeForm(record: CaseRecord, number: number, side: Side, pack: Pack, again: Again = first): Card {
  const data = { case: record.id, number, level: 1, choice: 'raise' as const, attempt: again.attempt };
  const reads = side === 'referrer' ? 'The MASH reads what you write.' : 'The MASH reads this. The referrer does not.';
  const back = button(show, 'Cancel', { case: record.id }, { inputs: 'none' });
  return sheet(record, side, pack, {
    summary: `${record.id}: I disagree`,
    heading: 'I disagree',
    blocks: [
      plain([line(`Say why. ${standsStill} ${reads}`), line(levelsInShort, 'plain', 'Small')], 'Small'),
      ...(side === 'referrer' ? carerBlock(record) : []),
      ...(side === 'referrer' ? [plain(ring('Is the child at risk now? Ring', pack.phones.urgent))] : []),
    ],
    inputs: levelInputs(1, side, 'Why do you disagree?', again),
    buttons: [
      button(disagreementSave, side === 'mash' ? 'Save' : 'Send to the MASH', data, { style: 'positive' }),
      ...(side === 'mash' ? [back] : []),
    ],
  });
}

const levelsInShort =
  'First the managers of both sides talk. If that fails, senior managers do. Last come people from the Board. (§13)';

function levelInputs(level: Level, side: Side, why: string, again: Again): ReturnType<typeof input>[] {
  const who = { 1: 'Manager', 2: 'Senior manager', 3: 'Board representative' }[level];
  return [
    box('reasons', `${why} (required, ${limit})`, again, true),
    box('agency', `${who} for ${side === 'referrer' ? 'your' : 'the other'} agency (${names})`, again),
    box('mash', `${who} for the MASH (${names})`, again),
    box('target', dateLabel, again),
  ];
}

const dateLabel = 'To be settled by? You and they set it, such as 4 December. Empty: no date yet';

function box(field: string, label: string, again: Again, multiline = false): ReturnType<typeof input> {
  return input('text', `${field}__${again.attempt}`, label, {
    multiline,
    value: again.typed[field] ?? '',
    problem: again.problems[field] ?? '',
  });
}

/** The form for a step of an open disagreement. */
export function disagreementForm(
  record: CaseRecord,
  disagreement: Disagreement,
  step: Exclude<Step, 'raise'>,
  side: Side,
  pack: Pack,
  again: Again = first,
): Card {
  const { number } = disagreement;
  const { level } = currentLevel(disagreement);
  const to = (step === 'up' ? level + 1 : level) as Level;
  const data = { case: record.id, number, level: to, choice: step, attempt: again.attempt };
  const { heading, save } = asks[step];
  return sheet(record, side, pack, {
    summary: `${record.id}: disagreement ${number}, ${heading.toLowerCase().replace('?', '')}`,
    heading,
    blocks: [
      plain(
        [line(`Disagreement ${number}, ${standsAt(disagreement)}`, 'bold'), ...said(disagreement, step, to)],
        'Small',
      ),
    ],
    inputs: inputsFor(step, to, side, again),
    buttons: [
      button(disagreementSave, save, data, { style: 'positive' }),
      button(disagreementVerb, 'Back', { case: record.id, number }, { inputs: 'none' }),
    ],
  });
}

function said(disagreement: Disagreement, step: Exclude<Step, 'raise'>, to: Level): Line[] {
  const readers = disagreement.side === 'referrer' ? 'The referrer and the MASH read this.' : 'The MASH reads this.';
  switch (step) {
    case 'up':
      return [line(`Next: the ${whoTalks[to]}. ${standsStill} ${readers}`)];
    case 'date': {
      const { target } = currentLevel(disagreement);
      return [
        line(target ? `The date now: ${targetDay(target.at)}` : 'No date is set yet.'),
        line('I remind you on that day.'),
      ];
    }
    case 'settle':
      return [line(`Only when both sides agree. ${readers}`)];
    case 'take-back':
      return [line('It stays on record. You can disagree again at any time.')];
  }
}

const first: Again = { attempt: 0, typed: {}, problems: {} };

const limit = limitWords(textLimit);

const names = limitWords(namesLimit);

function inputsFor(step: Exclude<Step, 'raise'>, to: Level, side: Side, again: Again): ReturnType<typeof input>[] {
  switch (step) {
    case 'up':
      return levelInputs(to, side, 'Why was it not settled?', again);
    case 'date':
      return [box('target', 'To be settled by? (required) Such as 4 December', again)];
    case 'settle':
      return [box('outcome', `What do both sides agree? (required, ${limit})`, again, true)];
    case 'take-back':
      return [];
  }
}
