import { Duration, type Instant, plus } from '../base/time.ts';
import { helpCard } from '../cards/helpful.ts';
import type { Pack } from '../protocol/pack.ts';
import type { PersonRecord } from '../store/people.ts';
import { type Reply, replyCard } from './context.ts';

/** The words as an answer to a question; undefined if they are anything else. */
export function yesOrNo(said: string): 'yes' | 'no' | undefined {
  if (/^(?:y|yes|yeah|yep|yup)$/.test(said)) return 'yes';
  return /^(?:n|no|nope|nah)$/.test(said) ? 'no' : undefined;
}

const comesWithin = Duration.parse('PT1M'); // a question may reach the chat later than the moment it was asked

/**
 * Which question a typed “yes” or “no” answers: the one that came to the person last. It must never say of a check that
 * the child is not in danger, if it may have meant something else.
 * @param at when the other question was asked
 */
export function lastAsked({ openDraft, checkAskedAt }: PersonRecord, at: Instant): 'this' | 'check' | 'unclear' {
  if (!openDraft || (checkAskedAt && checkAskedAt < at)) return 'this';
  return checkAskedAt && checkAskedAt >= plus(at, comesWithin) ? 'check' : 'unclear';
}

/** Asks which question is meant. @param other how the other one is answered for sure */
export const askWhichQuestion = (pack: Pack, other: string): Reply =>
  replyCard(
    helpCard(pack, {
      heading: 'Which question?',
      lines: ['Nothing is set yet.', other, 'The check: type “check: yes” or “check: no”.'],
      rows: [],
    }),
  );
