import { phoneCaller } from '../base/people.ts';
import type { CaseRecord } from '../case/record.ts';
import { holderOf } from '../case/referrer-reach.ts';
import { isSubmitted, isUnwritten, referralOf } from '../case/state.ts';
import { type Answers, answerTo } from '../draft/draft.ts';
import { isInCare, wasAsked } from '../draft/fields.ts';
import { canBeDialled } from '../draft/read-answer.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';
import { clockAndDay } from './london.ts';
import { type Line, type Lines, line, titledLines } from './parts.ts';
import { answerInWords } from './referral-text.ts';

/** Where the referrer works: the kind of agency, with their organisation if they named it. */
function workplace(answers: Answers, pack: Pack) {
  const agency = answerInWords(answers, fieldOf(pack, 'agency'), pack);
  const organisation = isInCare(answers) ? undefined : answerTo(answers, 'organisation'); // it may be where the child lives
  return organisation ? `${organisation} (${agency})` : agency;
}

/** The words to show for what the referrer did not say. */
interface Fallbacks {
  name?: string | undefined;
  role?: string;
  phone?: string;
}

/** Who refers, where they work, and their numbers. A number that can be dialled from outside comes first. */
export function whoRefers(answers: Answers, pack: Pack, fallbacks: Fallbacks = {}): Lines {
  const { name = 'The referrer', role = 'role not given', phone = 'No number given' } = fallbacks;
  const isWorkplaceKnown = wasAsked(answers, 'agency') || wasAsked(answers, 'organisation');
  const who = [answerTo(answers, 'name') ?? name, answerTo(answers, 'role') ?? role];
  return [
    who.filter((each) => each !== '').join(', '),
    isWorkplaceKnown && line(workplace(answers, pack)),
    numbers(answerTo(answers, 'phone'), answerTo(answers, 'other'), phone),
  ];
}

/** A bleep works only from inside the building, so the other number comes first. */
function numbers(own: string | undefined, other: string | undefined, none: string): Lines {
  if (!other) return [line(own ?? none, 'bold')];
  if (own && !canBeDialled(own) && canBeDialled(other))
    return [line(other, 'bold'), `From inside their building: ${own}`];
  return [line(own ?? none, 'bold'), `Or ring: ${other}`];
}

/** Tells the people who work on the case who has the referral now, and which number to ring. */
export function holderLines(record: CaseRecord): Line[] {
  const holder = holderOf(record);
  if (!holder) return [];
  const { name, phone, since, from } = holder;
  return [
    ...titledLines(`Handed over by ${from.name}, ${clockAndDay(since)}. It is with`, name, 'bold'),
    line(phone, 'bold'),
  ];
}

/** Whether the referrer wants to be rung or a message only, as they last said; undefined if whoever refers now has not. */
export function wishOf(events: CaseEvent[]): EventOf<'RingWishSaid'> | undefined {
  const last = events.findLast(({ type }) => type === 'RingWishSaid' || type === 'HandOverAccepted');
  return last?.type === 'RingWishSaid' ? last : undefined;
}

/** The same, for the MASH. Nobody could be asked before the written referral, or who rang. */
export function wishLine({ events }: CaseRecord): Line {
  const said = wishOf(events);
  if (said)
    return line(
      `${said.wish === 'ring' ? 'Ring me' : 'MESSAGE ONLY'}, says the referrer, ${clockAndDay(said.at)}`,
      'bold',
    );
  const referral = referralOf(events);
  const isAsked = isSubmitted(referral) && !isUnwritten(referral) && referral.submittedBy !== phoneCaller;
  return line(`Ring me or message only? ${isAsked ? 'No answer yet' : 'Not asked'}`);
}

/** The title of the button that shows the number. It shows it whatever they wish. */
export const numberTitle = ({ events }: CaseRecord): string =>
  wishOf(events)?.wish === 'message' ? 'Number (message only)' : 'Show the number';
