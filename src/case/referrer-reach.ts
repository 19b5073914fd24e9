import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import { answerTo } from '../check/draft.ts';
import { holderOf } from './holder.ts';
import type { CaseRecord } from './record.ts';

/**
 * Whether Teams reaches the referrer; empty if it does. `ring`: since when Teams does not, and the number to ring.
 * `byPhone`: who has rung them, and when.
 */
interface ReferrerReach {
  ring?: { since: Instant; phone: string | undefined };
  byPhone?: { by: StaffId; at: Instant };
}

/**
 * Works out whether Teams reaches the referrer. After a failed message it counts as not reaching them, until a message
 * gets through or the referrer says something. A phone call counts until there is something new to tell them.
 * @source Protocol 8.2 (notify referrers)
 */
export function referrerReach(record: CaseRecord): ReferrerReach {
  const { events, outbox, facts, author } = record;
  let since: Instant | undefined;
  let byPhone: ReferrerReach['byPhone'];
  for (const event of events) {
    if (event.type === 'NotReached' && event.who === 'referrer') since ??= event.at;
    if (event.type === 'ReferrerToldByPhone') byPhone = { by: event.by, at: event.at };
    if (
      ['DecisionRecorded', 'DecisionReopened', 'DecisionCorrected', 'QuestionAsked', 'ReferrerInstructed'].includes(
        event.type,
      )
    )
      byPhone = undefined;
    if (event.type === 'ReferrerTold' || ('by' in event && event.by === author)) since = undefined;
  }
  if (since === undefined) return {};
  if (byPhone) return { byPhone };
  const failedAt = since;
  const gotThrough = outbox.some(
    ({ to, message, state }) =>
      'person' in to &&
      to.person === author &&
      !['receipt', 'clear-draft'].includes(message.kind) &&
      state.kind === 'sent' &&
      state.at > failedAt,
  );
  return gotThrough ? {} : { ring: { since, phone: holderOf(record)?.phone ?? answerTo(facts.answers, 'phone') } };
}
