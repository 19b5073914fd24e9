import type { Instant } from '../base/time.ts';
import { type CaseRecord, staffName } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { risksSaid } from '../case/urgent.ts';
import { worryParts } from '../draft/aside.ts';
import type { Answers } from '../draft/draft.ts';
import { writtenNameOf } from '../draft/news-said.ts';
import { type CaseEvent, saidName } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { mayBeDanger } from '../understanding/danger.ts';
import { dangerLine, withNoteAbove } from './helpful.ts';
import { clock } from './london.ts';
import {
  type Block,
  type Button,
  button,
  type Card,
  capitalised,
  coloured,
  excerpt,
  type Line,
  line,
  mixed,
  type ReferrerCard,
  referrerCard,
  ring,
  spacedLine,
} from './parts.ts';
import { myReferrals } from './verbs.ts';

/** A card to the referrer about one case: its reference stands on top, and the emergency line at the end. */
export const cardAbout = (
  id: string,
  pack: Pack,
  card: Omit<ReferrerCard, 'top' | 'pack' | 'summary'> & { summary?: string },
): Card => referrerCard({ summary: `Referral ${id}`, ...card, top: [line(id, 'bold')], pack });

/** Whom to ring at the MASH now, and why. */
export const ringTheMash = (why: string, id: string, { urgent, outOfHours }: Pack['phones']): Block =>
  coloured('attention', [
    line(why, 'bold'),
    ring('Ring Children’s Services:', urgent, 'large'),
    outOfHours !== urgent && ring('Out of hours:', outOfHours, 'large'),
    askForMash(id),
  ]);

export const askForMash = (id: string): Line =>
  mixed('Small', 'Ask for the MASH. Your reference is ', ['bold', id], '.');

/** What tells children apart, for their author: the name or description and the age, or else the worry, and nothing said beside it. The MASH sees none of a draft. */
export function childInWords({ values }: Pick<Answers, 'values'>): string | undefined {
  const { 'child-age': age, worry = '' } = values;
  const name = writtenNameOf({ values }).replace(/ s?he['’]?s$/i, ''); // “kian he’s 4”
  const words = (name && [name, age].filter((each) => each?.trim()).join(', ')) || worryParts(worry).told || age || '';
  return words === '' ? undefined : `“${excerpt(words, 60)}”`;
}

/** Who at the MASH has the case, and since when: “Mo Hussain has it since 18:31.” @returns '' while nobody has it */
export const whoHasIt = (record: CaseRecord, { allocation }: Pick<SubmittedReferral, 'allocation'>): string =>
  allocation.kind === 'nobody'
    ? ''
    : `${capitalised(staffName(record, allocation.by))} has it since ${clock(allocation.at)}.`;

/** The number stands above the answer to words in which only their case hears danger, as “corsas back”, or “no” to “is she safe?” */
export function withNumberFor(card: Card, event: CaseEvent | undefined, record: CaseRecord, pack: Pack): Card {
  const isOfRisk = event && risksSaid(event, record).length > 0;
  const { [(event && saidName(event)) ?? '']: words = '' } = record.facts.texts;
  return isOfRisk && !mayBeDanger(words) ? withNoteAbove(card, dangerLine(pack)) : card;
}

/** The list of their cases comes below the card, which stays. */
export const toMyReferrals: Button = button(myReferrals, 'My referrals', { below: true });

/** Shown when the bot's messages reach nobody at the MASH, even if the referral is in their channel. */
export const couldNotAlert = 'The bot could not reach anyone at the MASH.';

/**
 * Tells a referrer who sends news about a decided case that a call is safer.
 * @param at when the referrer sent the news
 */
export function afterDecisionNotice(referral: SubmittedReferral, { phones }: Pack, at: Instant): Block[] {
  if (referral.status !== 'decided' || at < referral.decidedAt) return [];
  return [
    coloured('warning', [
      line('The MASH has decided already. I am telling them that there is something new.', 'bold'),
      ring('If it cannot wait, ring now:', phones.urgent, 'large'),
      spacedLine('Your receipt shows when somebody has read it.'),
    ]),
  ];
}
