import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import { type CaseRecord, wordsBehind } from '../case/record.ts';
import type { Pack } from '../protocol/pack.ts';
import { laterFacts } from './later-facts.ts';
import { clockAndDay } from './london.ts';
import { type ThreadWords, words } from './meaning.ts';
import {
  type Button,
  button,
  type Card,
  facts,
  inRows,
  type Line,
  line,
  mashCard,
  plain,
  spacedSmallLine,
} from './parts.ts';
import { addedCheck, answered, gapsOnce, type TitledText, writtenReferral } from './referral-text.ts';
import { assessmentShow, show } from './verbs.ts';

const partCharacters = 6000; // well below Teams' limit for a message, even if every character takes four bytes

/**
 * The whole written referral as numbered parts for the thread, the gaps once, at the end. Nothing is left out, so it can be read
 * without the bot.
 * @source Protocol 8.2 (a written referral)
 */
export function writtenParts(record: CaseRecord, pack: Pack): Line[][] {
  return threadParts(writtenReferral(record.facts.answers, pack, asSent(record, pack, 'ReferralSubmitted')));
}

/**
 * An indicator check that was done after sending, as numbered parts for the thread. The first part goes into the reply
 * that says that it was added; each `addition` message holds one of the others.
 */
export function additionParts(record: CaseRecord, pack: Pack): Line[][] {
  return threadParts(addedCheck(record.facts.answers, pack, asSent(record, pack, 'CheckAdded')));
}

/** The missing and found reports known at sending. Newer ones would change the words of parts still to be posted. */
function asSent(record: CaseRecord, pack: Pack, type: 'ReferralSubmitted' | 'CheckAdded') {
  const sent = record.events.findLast((event) => event.type === type);
  return laterFacts(record, pack, sent?.at ?? record.startedAt);
}

export function threadParts(texts: TitledText[]): Line[][] {
  const size = (part: TitledText[]) => part.reduce((sum, { title, text }) => sum + title.length + text.length, 0);
  // The last title is not counted. A version that counts it would renumber the parts that still wait to be posted.
  const fits = (part: TitledText[]) => size(part) - (part.at(-1)?.title.length ?? 0) <= partCharacters;
  return inRows(texts, fits).map((part, at, all) =>
    facts([...answered(part), ...(at === all.length - 1 ? gapsOnce(texts) : [])]),
  );
}

export function writtenCard(record: CaseRecord, pack: Pack, number: number) {
  const parts = writtenParts(record, pack);
  return inThread(record, words(`Written referral, ${number} of ${parts.length}`, parts[number - 1]));
}

/** One part of an added indicator check. @param at when the referrer sent it */
export function additionCard(record: CaseRecord, pack: Pack, number: number, at: Instant) {
  return inThread(record, additionWords(record, pack, number, at));
}

export function additionWords(record: CaseRecord, pack: Pack, number: number, at: Instant): ThreadWords {
  const parts = additionParts(record, pack);
  const place = parts.length > 1 ? `, ${number} of ${parts.length}` : '';
  const ticked = parts[number - 1] ?? [];
  const lines = record.readBy ? wordsBehind : ticked.length > 0 ? ticked : 'Nothing ticked.';
  return words(`Added by the referrer: indicator check${place}`, lines, spacedSmallLine(clockAndDay(at)));
}

/** Takes the place of a message in a channel that is not set up any more. @param link to the case in its new channel */
export const movedCard = (id: CaseId, link: string | undefined) =>
  mashCard({
    summary: `${id}: moved to another channel`,
    heading: `${id} is not here any more`,
    headingSize: 'Default',
    blocks: [
      plain([
        link
          ? 'It is in the new channel, with its whole thread.'
          : `Its team uses another channel now. To see it, write “find ${id}” to me in the MASH channel.`,
      ]),
    ],
    links: link ? [{ title: 'Open it there', url: link }] : [],
  });

/**
 * Shows words that stand behind a press to whoever presses.
 * @param words the event that they belong to
 * @returns undefined where no guest reads
 */
export const showWordsOf = ({ id, readBy }: CaseRecord, words: number | 'card' = 'card'): Button | undefined =>
  readBy && button(readBy === 'mash' ? show : assessmentShow, 'Show the words', { case: id, words });

/** A message in the thread of a case. @param event whose words it shows */
export function inThread(record: CaseRecord, { title, lines }: ThreadWords, event?: number): Card {
  const { id } = record;
  const isBehind = lines.some(({ runs }) => runs.some(({ text }) => text.includes(wordsBehind)));
  return mashCard({
    summary: `${id}: ${title}`,
    top: [line(id, 'small')],
    heading: title,
    headingSize: 'Default',
    blocks: [plain(lines, 'Small')],
    ...(isBehind && { buttons: [showWordsOf(record, event)] }),
  });
}
