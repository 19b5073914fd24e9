import type { Person } from '../../base/people.ts';
import { refuseFaultyTexts, refuseLongTexts, whyNotDecide } from '../../case/commands.ts';
import { decisionEntries } from '../../case/decision-record.ts';
import { textsAsWritten } from '../../case/held.ts';
import { unreadNews } from '../../case/news.ts';
import {
  type Actor,
  doneBy,
  nothingToDo,
  type Outcome,
  type Refusal,
  refuseWith,
  type StillOpen,
  textIfAny,
} from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referrerReach } from '../../case/referrer-reach.ts';
import { erasedIn, sentReferral } from '../../case/standing.ts';
import { referralOf, type SubmittedReferral } from '../../case/state.ts';
import { openTasksOf } from '../../case/tasks.ts';
import { upNext } from '../../case/up-next.ts';
import { type ClosingOutcome, type ClosingReason, closingText, type ToldOfClosing } from '../../history/decision.ts';
import type { Pack } from '../../protocol/pack.ts';
import { assessmentOf, centralOf } from '../assessment/state.ts';
import { disagreementsOf, isOpen } from '../disagreement/state.ts';
import { referrerMessagesOf } from '../tell/state.ts';
import { closingOf, isClosed } from './state.ts';

/** The most characters of the number in the council's own system. */
export const councilLimit = 100;

interface ClosingForm {
  reason?: ClosingReason | undefined;
  outcome?: ClosingOutcome | undefined;
  told: readonly ToldOfClosing[];
  council: string; // the number in the council's own system, which is the record
  words: string;
}

/** What is still open, so that the case cannot be closed. Nothing about the child is left behind by closing. */
export function stillOpen(record: CaseRecord, { questions }: SubmittedReferral, pack: Pack): StillOpen[] {
  const { events } = record;
  const { passed, posting, accepted } = assessmentOf(events);
  const central = centralOf(events);
  const next = upNext(record, pack)?.what;
  const isNamed = next === 'missing' || next === 'protection' || next === 'leaves-sight';
  const found: [StillOpen, boolean][] = [
    [isNamed ? next : 'danger', next !== undefined && next !== 'news'],
    ['news', unreadNews(events).length > 0],
    ['question', questions.some(({ answer }) => answer.kind === 'awaited')],
    ['message', referrerMessagesOf(events).some(({ reached }) => !reached || reached.how === 'delivered')],
    ['not-told', referrerReach(record).ring !== undefined],
    ['disagreement', disagreementsOf(events).some(isOpen)],
    ['not-taken-on', passed.kind === 'yes' && posting === 'posted' && !accepted],
    ['task', openTasksOf(events).length > 0],
    ['central', central !== undefined && !central.isOver],
  ];
  return found.flatMap(([what, is]) => (is ? [what] : []));
}

/** Why this person cannot close the case now. Asked before the form is shown, and again when it is sent. */
export function whyNotClose(record: CaseRecord, by: Person, pack: Pack): Refusal | undefined {
  const refusal = whyNotDecide(referralOf(record.events), by);
  if (refusal) return refusal;
  const sent = sentReferral(record);
  if (!sent) return { kind: 'not-submitted' };
  if (erasedIn(record.events)) return { kind: 'erased' };
  if (sent.status !== 'decided') return { kind: 'not-decided' };
  const open = stillOpen(record, sent, pack);
  return open.length > 0 ? { kind: 'still-open', open } : undefined;
}

/** Whether the decision that stands leaves a concern about trafficking, so that “no further action” is no reason to close. */
export const isConcerned = ({ events }: CaseRecord): boolean =>
  (decisionEntries(events).at(-1)?.trafficking ?? 'no') !== 'no';

/** Closes the case: it stays as it is, and waits for nothing. A second press changes nothing. */
export function recordClosing(record: CaseRecord, form: ClosingForm, pack: Pack, at: Actor): Outcome {
  const refusal = whyNotClose(record, at.by, pack);
  if (refusal) return refuseWith(refusal);
  if (isClosed(record.events)) return nothingToDo;
  const { reason, outcome, told, council, words } = form;
  const tooLong = refuseLongTexts({ council }, councilLimit) ?? refuseLongTexts({ words });
  if (tooLong) return tooLong;
  const isWrongReason = !reason || (reason === 'no-further-action' && isConcerned(record));
  if (isWrongReason || !outcome || told.length === 0 || council.trim() === '') {
    const missing = {
      reason: isWrongReason,
      outcome: !outcome,
      told: told.length === 0,
      council: council.trim() === '',
    };
    const fields = Object.entries(missing).flatMap(([field, is]) => (is ? [field] : []));
    return refuseWith({ kind: 'text-missing', fields });
  }
  const number = (closingOf(record.events)?.closed.number ?? 0) + 1;
  return doneBy(
    at,
    { type: 'CaseClosed', number, reason, outcome, told: [...told] },
    { [closingText.council(number)]: council, ...textIfAny(closingText.words(number), words) },
  );
}

/** A manager opens a closed case again. No clock starts: to decide again, press that. */
export function recordOpening(record: CaseRecord, reason: string, at: Actor): Outcome {
  const refusal = whyNotDecide(referralOf(record.events), at.by);
  if (refusal) return refuseWith(refusal);
  const closing = closingOf(record.events);
  if (!closing || closing.opened) return nothingToDo;
  const fault = refuseFaultyTexts({ reason });
  if (fault) return fault;
  const { number } = closing.closed;
  const name = closingText.opened(number);
  if (textsAsWritten(record)[name] !== undefined) return nothingToDo;
  return doneBy(at, { type: 'CaseOpened', number }, { [name]: reason });
}
