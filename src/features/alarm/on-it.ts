import { changeCase } from '../../actions/change-case.ts';
import type { Context, Reply, ReplyMessage } from '../../actions/context.ts';
import { mashPersonOf } from '../../actions/desk-person.ts';
import type { Person } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { takeReferral } from '../../case/commands.ts';
import { erasedIn } from '../../case/erased.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { caseStatusCard } from './cards.ts';

/**
 * Takes the case for a person who presses or types “I am on it” in their own chat. The answer says who has the case
 * now, or that it is decided.
 */
export async function takeFromChat(id: CaseId, context: Context): Promise<Reply> {
  const { metrics, reach, shows } = context;
  const by = await personTaking(context);
  if (!by) {
    metrics.refused('not-of-the-desk');
    return shows.notYours();
  }
  if (!('roles' in by)) return [by];
  const statusReply = (record: CaseRecord): Reply => {
    const referral = submittedIn(referralOf(record.events));
    if (!referral || record.training || erasedIn(record.events)) return [{ text: notTaken }];
    return [{ card: caseStatusCard(record, referral, by.id, reach.linkTo(record)), storeInChat: true }];
  };
  const result = await changeCase<Reply>(id, context, (record) => {
    if (record.training || erasedIn(record.events)) return { instead: statusReply(record) };
    return { outcome: takeReferral(referralOf(record.events), { by, now: context.now() }), by, answer: statusReply };
  });
  return result?.answer ?? [{ text: notTaken }];
}

const notTaken = 'I cannot put your name on that. Its card in the MASH channel says how it stands.';

/**
 * Checks who may take a case from their own chat. An escalation contact may, even if they are not in the MASH channel.
 * @returns undefined for anybody who does not work at the MASH desk; a message when Teams does not say who is in the
 *   channel
 */
async function personTaking(context: Context): Promise<Person | ReplyMessage | undefined> {
  const { by, currentSetUp } = context;
  if (currentSetUp().escalation.includes(by.id)) return { ...by, roles: new Set(['mash-member']) };
  return mashPersonOf(context);
}
