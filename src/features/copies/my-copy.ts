import type { Sender } from '../../actions/place.ts';
import { type Reply, say } from '../../actions/reply.ts';
import { helpCard } from '../../cards/help.ts';
import { button } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
import { type CaseId, readCaseId } from '../../reference.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { notYours } from '../../teams/showing.ts';
import { myReferrals, open } from '../own-cases/verbs.ts';
import { consentFor } from './file-consent.ts';
import { copyLinkCard, noLinkCard } from './my-copy-cards.ts';

const looked = 20; // of the author's latest cases

/** "my copy", alone or with a reference. @returns undefined when it was something else that only begins so */
export async function typedMyCopy(text: string, sender: Sender, deps: BotDeps): Promise<Reply | undefined> {
  const rest = /^my copy\b[:\s]*(.*?)[.!?\s]*$/i.exec(text.trim())?.[1];
  if (rest === undefined) return undefined;
  if (rest === '') return latestCopy(sender, deps);
  const reference = readCaseId(rest);
  if (reference) return myCopy(reference, sender, deps);
  const isMisspelt = /^[a-z]{2,6}-\w{4}-?\w{3}$/i.test(rest);
  return isMisspelt ? notYours(deps) : undefined;
}

/** The ways to the author's own copy of a sent referral. Nobody else is told anything, not even that the case exists. */
export async function myCopy(id: CaseId, sender: Sender, deps: BotDeps): Promise<Reply> {
  const record = await deps.cases.load(id);
  if (!record || record.author !== sender.id) return notYours(deps);
  return sentAt(record) === undefined ? notSentYet(record, deps) : waysTo(record, deps);
}

async function latestCopy(sender: Sender, deps: BotDeps): Promise<Reply> {
  const own = await deps.cases.of(sender.id, looked);
  const latest = own
    .flatMap((record) => ({ record, at: sentAt(record) ?? '' }))
    .filter(({ at }) => at !== '')
    .sort((a, b) => (a.at < b.at ? 1 : -1))[0];
  if (latest) return waysTo(latest.record, deps);
  return say(
    helpCard(deps.pack, {
      heading: 'There is nothing to copy yet',
      lines: ['You have sent no referral. Once you have, “my copy” gives you your own copy of it.'],
    }),
  );
}

function sentAt({ events }: CaseRecord): string | undefined {
  const referral = referralOf(events);
  return 'submittedAt' in referral ? referral.submittedAt : undefined;
}

/** A file in Teams where its clients have that, and a page behind a link: the second way when the first fails. */
async function waysTo(record: CaseRecord, deps: BotDeps): Promise<Reply> {
  const { config, pack, now } = deps;
  const { id, author } = record;
  const given = { target: { to: 'own-copy' as const, case: id }, author };
  const file: Reply = config.teamsFiles ? [await consentFor(given, deps)] : [];
  if (!config.publicUrl) return [...file, { card: noLinkCard(id, pack, !config.teamsFiles) }];
  const token = await deps.links.make(given, now());
  deps.log.info({ event: 'copy.offered', ref: id });
  return [...file, { card: copyLinkCard(id, `${config.publicUrl}/copy/${token}`, pack, config.teamsFiles) }];
}

function notSentYet(record: CaseRecord, deps: BotDeps): Reply {
  const goOn = record.status === 'draft' ? [button(open, 'Go on', { case: record.id }, { style: 'positive' })] : [];
  return say(
    helpCard(deps.pack, {
      heading: 'That was not sent',
      lines: ['A copy is made of what was sent to the MASH.'],
      rows: [{ spacing: 'Medium', buttons: [...goOn, button(myReferrals, 'My referrals')] }],
    }),
  );
}
