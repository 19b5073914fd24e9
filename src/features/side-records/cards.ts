import { mashForm } from '../../cards/about-case.ts';
import type { Face, SentCase, TeamFace } from '../../cards/face.ts';
import {
  box,
  carerWarning,
  choice,
  type FormRetry,
  limit,
  limitWords,
  text,
  untouchedForm,
} from '../../cards/forms.ts';
import { policeAsked } from '../../cards/later-facts.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  type Block,
  button,
  type Card,
  coloured,
  excerpt,
  type Input,
  type Lines,
  line,
  mainButton,
  plain,
  titledLines,
} from '../../cards/parts.ts';

import { whoAndWhen } from '../../cards/who-and-when.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { shortLimit } from './rules.ts';
import { type SideEvent, SideKind, sideRecordsOf, sideText } from './state.ts';
import { openSideRecord, saveSideRecord } from './verbs.ts';

/** The title of each kind of record, on its button and its form. */
const sideTitles: Record<SideKind, string> = {
  police: 'Police informed',
  family: 'Claims to be family',
  visitor: 'Visitor or stranger',
  news: 'New information',
  missing: 'Child is missing',
};

/** What to do when somebody says that they are family. @source Protocol 10.1 */
export const familyClaimAdvice = ['Do not hand over. Do not disclose.', 'Look into them first.'];

const helpTexts: Record<SideKind, string> = {
  police: 'When were the police told, and what is their reference? The bot has told nobody.',
  family: 'Who says that they are family, to whom, and what do they want?',
  visitor: 'Who was seen at the placement, when, and doing what? Do not write where the child stays.',
  news: 'What is new, from whom and since when? It stands beside the referral.',
  missing: 'Ring the police first, on 999. This tells the MASH and every manager.',
};

/** The form for a record beside the referral. Only the person who fills it in sees the form. */
export function sideForm(record: CaseRecord, kind: SideKind, retry: FormRetry = untouchedForm): Card {
  const data = { case: record.id, choice: kind, attempt: retry.attempt };
  const alarm = familyClaimAdvice.map((words) => line(words, 'bold'));
  return mashForm(record.id, {
    summary: 'record',
    heading: sideTitles[kind],
    above: [kind === 'family' && coloured('attention', alarm)],
    says: [helpTexts[kind], line('It goes to the MASH, not to the referrer. Only you see this form.', 'small')],
    more: carerWarning(record),
    inputs: inputsOf(record, kind, retry),
    send: mainButton(saveSideRecord, 'Record it', data),
  });
}

function inputsOf(record: CaseRecord, kind: SideKind, retry: FormRetry): Input[] {
  const short = limitWords(shortLimit);
  if (kind === 'police')
    return [
      box('text', 'when', `When were they told? (required, ${short})`, retry),
      box('text', 'reference', `Police reference (${short})`, retry),
    ];
  if (kind !== 'missing') return [text('words', `In your words (required, ${limit})`, retry)];
  return [
    choice('know', policeAsked(record, 'they'), { yes: 'Yes', no: 'Not yet' }, retry),
    text('words', `Since when, and who says so? (${limit})`, retry),
  ];
}

const shownOfEach = 2; // the latest of each kind; the others are in the thread

export const titles: Record<SideEvent['type'], string> = {
  PoliceInformed: 'Police informed',
  FamilyClaimed: 'SOMEBODY CLAIMS TO BE FAMILY',
  VisitorSeen: 'VISITOR OR STRANGER at the placement',
  MashNewsRecorded: 'New information from the MASH',
};

/**
 * Side records on the shared card.
 * @source Protocol 10.1, 11
 */
export const face: Face = {
  blocks: sideBlocks,
  more: ({ record }) =>
    SideKind.options.map((kind) => button(openSideRecord, sideTitles[kind], { case: record.id, choice: kind })),
};

export const teamFace: TeamFace = { alerts: sideBlocks };

/** The alarms come first. */
function sideBlocks({ record }: SentCase): Block[] {
  const alarms = [
    latestLines(record, 'family', 'large', familyClaimAdvice),
    latestLines(record, 'visitor', 'large', ['The child may be watched. Tell the allocated worker and the police.']),
  ];
  const facts = [latestLines(record, 'police', 'small'), latestLines(record, 'news', 'small')];
  return [...alarms.map((lines) => coloured('attention', lines)), plain(facts)];
}

/** The latest records of one kind. @param advice what to do about it */
function latestLines(
  record: CaseRecord,
  kind: Exclude<SideKind, 'missing'>,
  look: 'large' | 'small',
  advice: string[] = [],
): Lines {
  const all = sideRecordsOf(record.events, kind).toReversed();
  const [last] = all;
  if (!last) return [];
  const more = all.length - shownOfEach;
  return [
    line(titles[last.type], look, look === 'small' ? 'Small' : 'None'),
    advice.map((words) => line(words, 'bold')),
    all.slice(0, shownOfEach).map((event) => recordLines(record, event, 200)),
    more > 0 && line(`${more} more in the thread`, 'small'),
  ];
}

/**
 * The words of one record, its author and its time. When the bot could read a typed time, it is shown after the words.
 */
export function recordLines(record: CaseRecord, event: SideEvent, length = Number.POSITIVE_INFINITY): Lines {
  const words = excerpt(textIn(record, sideText.words(event)), length);
  const author = line(whoAndWhen(record, event), 'small');
  if (event.type !== 'PoliceInformed') return [words, author];
  const readTime = event.toldAt ? ` (${clockAndDay(event.toldAt)})` : '';
  const reference = textIn(record, sideText.reference(event));
  return [`When: ${words}${readTime}`, ...titledLines('Reference', reference || 'Not known'), author];
}
