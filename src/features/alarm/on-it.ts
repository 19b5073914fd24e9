import { changeCase } from '../../actions/change-case.ts';
import type { Context, Reply, ReplyMessage } from '../../actions/context.ts';
import { mashPersonOf } from '../../actions/desk-person.ts';
import type { Person } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { takeReferral } from '../../case/commands.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { erasedIn } from '../retention/state.ts';
import { standsCard } from './cards.ts';

/** Takes the case from somebody's own chat. Who has it already, or that it is decided, stands in the place of the message. */
export async function sayOnIt(id: CaseId, context: Context): Promise<Reply> {
  const { metrics, reach, shows } = context;
  const by = await whoMayTake(context);
  if (!by) {
    metrics.refused('not-of-the-desk');
    return shows.notYours();
  }
  if (!('roles' in by)) return [by];
  const stands = (record: CaseRecord): Reply => {
    const referral = submittedIn(referralOf(record.events));
    if (!referral || record.training || erasedIn(record.events)) return [{ text: notTaken }];
    return [{ card: standsCard(record, referral, by.id, reach.linkTo(record)), storeInChat: true }];
  };
  const done = await changeCase<Reply>(id, context, (record) => {
    if (record.training || erasedIn(record.events)) return { instead: stands(record) };
    return { outcome: takeReferral(referralOf(record.events), { by, now: context.now() }), by, answer: stands };
  });
  return done?.answer ?? [{ text: notTaken }];
}

const notTaken = 'I cannot put your name on that. Its card in the MASH channel says how it stands.';

/** The escalation contact is named to be told, in the channel or not. @returns undefined for anybody who is not of the desk */
async function whoMayTake(context: Context): Promise<Person | ReplyMessage | undefined> {
  const { by, standing } = context;
  if (standing().escalation.includes(by.id)) return { ...by, roles: new Set(['mash-member']) };
  return mashPersonOf(context);
}
