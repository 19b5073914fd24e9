import { canBeDialled } from '../check/dialable.ts';
import { type Answers, answerTo } from '../check/draft.ts';
import { isInCare } from '../check/in-care.ts';
import { wasAsked } from '../check/not-known.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';
import { type Line, line } from './parts.ts';
import { answerInWords } from './referral-text.ts';

/** Where the referrer works: their organisation, where they named it, and what kind of agency it is. */
function workplace(answers: Answers, pack: Pack): string {
  const agency = answerInWords(answers, fieldOf(pack, 'agency'), pack);
  const organisation = isInCare(answers) ? undefined : answerTo(answers, 'organisation'); // it may be where the child lives
  return organisation ? `${organisation} (${agency})` : agency;
}

/** What is said of a referrer who has not said it themselves. */
interface Otherwise {
  name?: string | undefined;
  role?: string;
  phone?: string;
}

/** Who refers, where they work, and each number that they gave: one that can be rung from outside stands first. */
export function whoRefers(answers: Answers, pack: Pack, otherwise: Otherwise = {}): Line[] {
  const { name = 'The referrer', role = 'role not given', phone = 'No number given' } = otherwise;
  const isPlaced = wasAsked(answers, 'agency') || wasAsked(answers, 'organisation');
  const who = [answerTo(answers, 'name') ?? name, answerTo(answers, 'role') ?? role];
  return [
    line(who.filter((each) => each !== '').join(', ')),
    ...(isPlaced ? [line(workplace(answers, pack))] : []),
    ...numbers(answerTo(answers, 'phone'), answerTo(answers, 'other'), phone),
  ];
}

/** A bleep is rung from inside the building, so that the other number stands before it. */
function numbers(own: string | undefined, other: string | undefined, none: string): Line[] {
  if (!other) return [line(own ?? none, 'bold')];
  if (own && !canBeDialled(own) && canBeDialled(other))
    return [line(other, 'bold'), line(`From inside their building: ${own}`)];
  return [line(own ?? none, 'bold'), line(`Or ring: ${other}`)];
}
