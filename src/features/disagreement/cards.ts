import type { Again } from '../../cards/again.ts';
import { carerBlock } from '../../cards/carer.ts';
import { limitWords } from '../../cards/limit-words.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  type Block,
  type Button,
  button,
  coloured,
  fact,
  input,
  type Line,
  line,
  plain,
  ring,
} from '../../cards/parts.ts';
import { type Card, mashCard, referrerCard } from '../../cards/template.ts';
import { show } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import { textLimit } from '../../case/text-limit.ts';
import { warningInWords, warningsAt } from '../../check/shown-when.ts';
import { disagreementText, type Level } from '../../history/disagreement.ts';
import type { Pack } from '../../protocol/pack.ts';
import { myReferrals } from '../own-cases/verbs.ts';
import { namesLimit } from './rules.ts';
import { currentLevel, type Disagreement, isOpen, type Side } from './state.ts';
import {
  disagreementForm as disagreementFormVerb,
  disagreementSave,
  disagreement as disagreementVerb,
  disagree as disagreeVerb,
  type Step,
} from './verbs.ts';
import { raisedBy, recordText, standsAt, targetDay, untilInWords, whoTalks } from './words.ts';

/** Who looks at it, and where: the referrer in their own chat, or one person of the MASH on the shared card. */
export interface Reader {
  side: Side;
  mayAct: boolean; // may set the date, settle it, or take it to the next level
  raisedIt: boolean;
}

const first: Again = { attempt: 0, typed: {}, problems: {} };
const limit = limitWords(textLimit);
const names = limitWords(namesLimit);

interface Sheet {
  heading: string;
  summary: string;
  blocks: Block[];
  inputs: ReturnType<typeof input>[];
  buttons: Button[];
}

/** The same sheet in either place; in the channel only who pressed sees it. */
function sheet(record: CaseRecord, side: Side, pack: Pack, { buttons, heading, ...content }: Sheet): Card {
  const common = { ...content, heading, headingSize: 'Large' as const };
  if (side === 'mash')
    return mashCard({ ...common, top: [line(`${record.id} · only you see this card`, 'small')], badges: [], buttons });
  return referrerCard({
    ...common,
    top: [line(record.id, 'bold')],
    rows: [{ spacing: 'Medium', buttons }],
    after: [],
    emergency: pack.emergency,
  });
}

const standsStill = 'It changes no deadline and holds up no help for the child.';

/** Where it stands, with the whole record to copy. @source Protocol 13 */
export function disagreementCard(
  record: CaseRecord,
  disagreement: Disagreement,
  reader: Reader,
  pack: Pack,
  notice?: string,
): Card {
  const { number, levels } = disagreement;
  const open = isOpen(disagreement);
  const below = levels
    .slice(0, -1)
    .map(({ level }, index) =>
      line(`Level ${level}: not settled, up on ${clockAndDay(levels[index + 1]?.at ?? levels[0].at)}`),
    );
  const position: Line[] = [
    line(open ? `Open: ${standsAt(disagreement)}` : inCapitals(standsAt(disagreement)), 'bold'),
    ...(open ? [line(inCapitals(untilInWords(disagreement)))] : [line(endOf(record, disagreement))]),
    line(`Raised by ${raisedBy(record, disagreement)}, ${clockAndDay(levels[0].at)}`),
    ...below,
    ...(disagreement.status === 'settled'
      ? fact('What both sides agree', record.facts.texts[disagreementText.outcome(number)] ?? '')
      : []),
  ];
  return sheet(record, reader.side, pack, {
    summary: `${record.id}: disagreement ${number}`,
    heading: `Disagreement ${number}`,
    blocks: [
      ...(notice ? [coloured('warning', [line(notice, 'bold')])] : []),
      coloured(open ? 'emphasis' : 'good', position),
      ...(reader.side === 'referrer' ? carerBlock(record) : []),
      plain([
        ...(open ? [line(standsStill)] : []),
        ...warningsAt(pack, 'disagree', record.facts.answers).map((each) =>
          line(warningInWords(each), 'plain', 'Small'),
        ),
      ]),
    ],
    inputs: [
      input('text', `copy__${record.revision}`, 'For the case notes of your agency: copy this text', {
        multiline: true,
        value: recordText(record, disagreement),
      }),
    ],
    buttons: [...whatNext(record, disagreement, reader), ...waysOut(record, reader)],
  });
}

const inCapitals = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

function endOf({ facts }: CaseRecord, disagreement: Disagreement): string {
  if (disagreement.status === 'open') return '';
  return `By ${facts.names[disagreement.by] ?? 'a colleague'}, ${clockAndDay(disagreement.at)}`;
}

function whatNext(record: CaseRecord, disagreement: Disagreement, { side, mayAct, raisedIt }: Reader): Button[] {
  const { number } = disagreement;
  const { level, target } = currentLevel(disagreement);
  const step = (title: string, choice: Step) =>
    button(disagreementFormVerb, title, { case: record.id, number, level, choice }, { inputs: 'none' });
  if (!isOpen(disagreement)) {
    const again = button(disagreeVerb, 'I disagree', { case: record.id, ...below(side) }, { inputs: 'none' });
    return side === 'mash' || raisedIt ? [again] : [];
  }
  return [
    ...(mayAct ? [step('It is settled', 'settle'), step(target ? 'Change the date' : 'Set the date', 'date')] : []),
    ...(mayAct && level < 3 ? [step(`Go to level ${level + 1}`, 'up')] : []),
    ...(raisedIt ? [step('Take it back', 'take-back')] : []),
  ];
}

/** In the own chat what is pressed stays, and the answer comes below it; in the channel it comes in its place. */
const below = (side: Side) => (side === 'referrer' ? { below: true } : {});

function waysOut(record: CaseRecord, { side }: Reader): Button[] {
  if (side === 'mash') return [button(show, 'Back to the card', { case: record.id }, { inputs: 'none' })];
  return [button(myReferrals, 'My referrals', { below: true }, { inputs: 'none' })];
}

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
