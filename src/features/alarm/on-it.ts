import { changeCase } from '../../actions/change-case.ts';
import type { Context, Message, Reply } from '../../actions/context.ts';
import { isColleague } from '../../actions/staff.ts';
import type { Person } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { rolesInMash } from '../../case/access.ts';
import { take } from '../../case/commands.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { TeamsFault } from '../../connector/teams.ts';
import { erasedIn } from '../retention/state.ts';
import { standsCard } from './cards.ts';

/** Takes the case from somebody's own chat. Who has it already, or that it is decided, stands in the place of the message. */
export async function sayOnIt(id: CaseId, context: Context): Promise<Reply> {
  const { metrics, reach, shows } = context;
  const by = await whoOfTheDesk(context);
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
    return { outcome: take(referralOf(record.events), { by, now: context.now() }), by, answer: stands };
  });
  return done?.answer ?? [{ text: notTaken }];
}

const notTaken = 'I cannot put your name on that. Its card in the MASH channel says how it stands.';

/**
 * Who it is for the MASH, in their own chat: a manager or a practitioner who is in the channel at this moment, or the escalation contact.
 * @returns undefined for anybody else; in words, where Teams does not say
 */
async function whoOfTheDesk({
  by,
  doing: { sender },
  standing,
  reach,
  teams,
}: Context): Promise<Person | Message | undefined> {
  const { managers, practitioners, escalation } = standing();
  if (escalation.includes(by.id)) return { ...by, roles: new Set(['mash-member']) }; // named to be told, in the channel or not
  const roles = rolesInMash(by.id, { managers, practitioners });
  if (!roles.has('mash-member')) return undefined;
  try {
    const { serviceUrl, channelId, tenantId } = await reach.mash();
    const member = await teams.member(serviceUrl, channelId, sender.teamsId);
    return isColleague(member, sender.id, tenantId) ? { id: by.id, name: member.name || by.name, roles } : undefined;
  } catch (error) {
    if (!(error instanceof TeamsFault)) throw error;
    return error.gone ? undefined : { text: unsure };
  }
}

const unsure =
  'Teams did not tell me who you are just now, so nothing was done. Press again, or take it in the channel.';
