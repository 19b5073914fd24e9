import type { Instant } from '../../src/base/time.ts';
import type { Card } from '../../src/cards/parts.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { type Answers, newDraft } from '../../src/draft/draft.ts';
import { questionCard } from '../../src/features/wizard/question.ts';
import type { StepView } from '../../src/features/wizard/step.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { everythingCard } from '../../src/views/everything.ts';
import { caseCard } from '../../src/views/mash-case.ts';
import { receiptCard } from '../../src/views/receipt.ts';
import { lineCard } from '../../src/views/slots.ts';
import { pack, REFERENCE, submittedOf } from '../case/a-case.ts';
import { hasLine } from '../case/notices-of.ts';

/** The cards of a made-up case that the MASH has, as it stands now. */

export const mashCardOf = (record: CaseRecord, notice?: string): Card =>
  caseCard(record, submittedOf(record), pack, notice);

export const everythingOf = (record: CaseRecord, page?: number): Card =>
  everythingCard({ record, referral: submittedOf(record), pack }, page);

export const receiptOf = (record: CaseRecord): Card => receiptCard({ record, referral: submittedOf(record), pack });

/** The reply in the thread that says what happened. */
export const lineOf = (record: CaseRecord, event: CaseEvent, now: Instant = event.at): Card =>
  lineCard(record, event, submittedOf(record), pack, now);

/** The replies in the thread about these events, each with its name. */
export const linesOf = (name: string, record: CaseRecord, events: readonly CaseEvent[] = record.events) =>
  Object.fromEntries(
    events.filter(hasLine).map((event, index) => [`line ${index} ${event.type}, ${name}`, lineOf(record, event)]),
  );

/** The card of a step before sending. */
export function questionAt(
  step: string,
  answers: Answers,
  { revision = 0, ...more }: Partial<StepView> & { revision?: number } = {},
): Card {
  const progress = { ...newDraft({}).progress, at: step, revision };
  return questionCard({ caseId: REFERENCE, draft: { answers, progress }, pack, ...more });
}
