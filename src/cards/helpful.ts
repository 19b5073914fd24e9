import type { Instant } from '../base/time.ts';
import type { CaseRecord } from '../case/record.ts';
import { rungSaid } from '../case/said.ts';
import type { Pack } from '../protocol/pack.ts';
import { clock } from './london.ts';
import {
  type Block,
  type ButtonRow,
  button,
  type Card,
  coloured,
  type Lines,
  line,
  mainButton,
  plain,
  referrerCard,
  ring,
  shown,
  spacedBoldLine,
  spacedLine,
} from './parts.ts';

import { myReferrals, start } from './verbs.ts';

export const ringNow = 'Ring 999 now';
export const inDangerNow = 'Is the child in immediate danger, or about to be moved?';

export const policeIfGone = 'If you do not know where they are, ring the police first';
/** That 999 was rung, by what its author wrote since then: what stands in the place of “ring 999”. */
export function rungWords(record: CaseRecord | undefined, from?: Instant): string | undefined {
  const rung = record && rungSaid(record, from);
  return rung && `999 or the police were rung, you wrote at ${clock(rung.at)}. Ring 999 again if it gets worse`;
}

/** The numbers to ring after 999, and what to do if one cannot speak. */
export function numbers({ phones, silentCall }: Pack, heading = ''): Block {
  const dayAndNight = 'Then ring Children’s Services, day and night:';
  const twoNumbers = [
    ...ring('Then ring Children’s Services:', phones.urgent, 'large', 'Medium'),
    ...ring('When they are shut:', phones.outOfHours, 'large'),
  ];
  return coloured('attention', [
    heading && line(heading, 'large'),
    silentCall,
    phones.outOfHours === phones.urgent ? ring(dayAndNight, phones.urgent, 'large', 'Medium') : twoNumbers,
  ]);
}

/** Whom to ring about a child who is missing. @source Protocol 10.2 */
export const policeFirst = ({ phones }: Pack, heading = 'Ring the police first. Now.'): Block =>
  coloured('attention', [
    ...ring(heading, '999', 'large', 'None'),
    ...ring('Then Children’s Services, day and night', phones.urgent, 'large'),
    spacedBoldLine('I have not called anyone for you.'),
  ]);

/** The numbers as plain text, for people who type or whose client shows no cards. */
export function numbersInWords({ phones, silentCall, emergency }: Pack, first = ringNow): string {
  const whenShut =
    phones.outOfHours === phones.urgent ? ', day and night' : `, or ${phones.outOfHours} when they are shut`;
  const then = `Then ring Children’s Services: ${phones.urgent}${whenShut}.`;
  return shown([`${first}.`, silentCall, then, `${emergency}.`]).join('\n\n');
}

/** One line with the numbers, above the usual answer: for words that may speak of danger. */
export const dangerLine = ({ phones, emergency }: Pack): string =>
  `${emergency}. Then ring Children’s Services: ${phones.urgent}.`;

/** The card with the numbers above it, after somebody wrote of danger. The rest of the card stays the same. */
export function withNumbersAbove(card: Card, pack: Pack, heading = ringNow): Card {
  const { body = [] } = referrerCard({ summary: '', heading: '', blocks: [numbers(pack, heading)], pack });
  return { ...card, body: [...body.filter(({ type }) => type === 'Container'), ...(card.body ?? [])] };
}

const home: ButtonRow = {
  spacing: 'Medium',
  buttons: [mainButton(start, 'Start a check', {}), button(myReferrals, 'My referrals')],
};

/** A card with a few helpful lines and buttons, for when nothing else fits, so that nobody reaches a dead end. */
export function helpCard(
  pack: Pack,
  { heading, lines, rows = [home], top = [] }: { heading: string; lines: string[]; rows?: ButtonRow[]; top?: Lines },
) {
  return referrerCard({
    summary: 'MASH Referrals',
    top,
    heading,
    blocks: [plain(lines.map(spacedLine), 'Small')],
    rows,
    after: ring('Rather talk to someone? Ring', pack.phones.urgent),
    pack,
  });
}

/** What is left of a deleted draft. @param isKnown whether the MASH has a card of the case */
export const deletedWords = (isKnown: boolean) =>
  isKnown
    ? 'What the MASH was told before stays with it. The rest was not sent, and is not kept.'
    : 'Your answers were not sent, and are not kept.';

/** Takes the place of a card or message that held answers of a draft, once the draft is deleted. */
export const deletedCard = (pack: Pack, isKnown: boolean) =>
  replacement('MASH Referrals: a draft is deleted', 'This draft is deleted', deletedWords(isKnown), pack);

/** Takes the place of a card or message that held answers, once the referral is sent. */
export function replacedCard(id: string, pack: Pack, receiptIs = 'further down', more: Block[] = []) {
  const words = `What you wrote here has gone to the MASH. Your receipt is ${receiptIs}.`;
  return replacement(`Sent as ${id}`, `Sent as ${id}`, words, pack, more);
}

function replacement(summary: string, heading: string, words: string, pack: Pack, more: Block[] = []) {
  return referrerCard({ summary, heading, headingSize: 'Default', blocks: [plain([words], 'None'), ...more], pack });
}

/** No store can hold half a character (a lone surrogate), so U+FFFD replaces it. */
export const mendedWords =
  'Part of a character that you sent could not be read. It now stands as �. Please check what you wrote.';

/** The card with a note on top. */
export function withNoteAbove(card: Card, words: string): Card {
  const note = { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: words, weight: 'Bolder' }] };
  return { ...card, body: [note, ...(card.body ?? [])] };
}
