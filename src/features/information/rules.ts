import type { Texts } from '../../base/texts.ts';
import { type Actor, refuseFaultyTexts } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { type Said, saidIn } from '../../case/said.ts';
import { sentReferral } from '../../case/standing.ts';
import { type Referral, submittedIn } from '../../case/state.ts';
import { type CaseEvent, type EventOf, textOf } from '../../history/events.ts';

/**
 * The author adds information after sending. The referral itself stays as it was sent.
 * @param typed for words typed in their chat: to type the same once more is news
 */
export function recordInformation(
  referral: Referral,
  text: string,
  texts: Texts,
  { by, now }: Actor,
  typed?: Pick<EventOf<'InformationAdded'>, 'typedAt' | 'filedBy'>,
): Outcome {
  const sent = submittedIn(referral);
  if (!sent) return refuseWith('not-submitted');
  if (by.id !== sent.submittedBy) return refuseWith('not-the-author');
  const fault = refuseFaultyTexts({ information: text });
  if (fault) return fault;
  const last = sent.information.at(-1);
  const name = last && textOf.information(last.number);
  const isAgain = !typed && name && !sent.mistakes[name] && texts[name] === text;
  if (isAgain) return nothingToDo; // a double press
  const number = sent.information.length + 1;
  const event: CaseEvent = { type: 'InformationAdded', at: now, by: by.id, number, ...typed };
  return withEvents([event], { [textOf.information(number)]: text });
}

/** What the author says was sent by mistake: what they added or answered under this name, or else the last of it. */
export const mistakeMeant = ({ events }: Pick<CaseRecord, 'events'>, said: string | undefined): Said | undefined =>
  saidIn(events).findLast(({ name, index }) => {
    const isTheirs = ['InformationAdded', 'QuestionAnswered'].includes(events[index]?.type ?? '');
    return isTheirs && (said === undefined || name === said);
  });

/** The author says that words were sent by mistake. The words stay, and no clock changes. */
export function markMistake(record: CaseRecord, name: string | undefined, { by, now }: Actor): Outcome {
  const meant = mistakeMeant(record, name);
  if (!meant) return refuseWith('not-submitted');
  if (by.id !== record.author) return refuseWith('not-the-author');
  if (sentReferral(record)?.mistakes[meant.name]) return nothingToDo;
  return withEvents([{ type: 'SentByMistake', at: now, by: by.id, said: meant.name }]);
}
