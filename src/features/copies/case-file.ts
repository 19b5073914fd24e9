import type { Place } from '../../actions/place.ts';
import type { Message } from '../../actions/reply.ts';
import { referralOf } from '../../case/state.ts';
import type { Person } from '../../people.ts';
import type { CaseId } from '../../reference.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { caseLinkCard } from './case-file-cards.ts';

/**
 * A one-time link to the whole case, for a member of the MASH and nobody else; the link is on a card that only they see. What is
 * recorded as a read is the saving of the file, not the asking.
 */
export async function caseAsFile(
  id: CaseId,
  by: Person,
  place: Place,
  { cases, links, config, standing, now, log }: BotDeps,
): Promise<Message> {
  const isInMash = place.channelId === standing().mash?.channelId; // whoever is a member elsewhere may be none here
  const record = await cases.load(id);
  if (!isInMash || !by.roles.has('mash-member'))
    return { text: 'Only members of the MASH team can do that. Guests cannot.' };
  if (!record || !('submittedBy' in referralOf(record.events))) return { text: 'I do not know this referral.' };
  if (!config.publicUrl) return { card: caseLinkCard(id, undefined) };
  const token = await links.make({ target: { to: 'case-file', case: id }, author: by.id }, now());
  log.info({ event: 'case-file.offered', ref: id, by: by.id });
  return { card: caseLinkCard(id, `${config.publicUrl}/copy/${token}`) };
}
