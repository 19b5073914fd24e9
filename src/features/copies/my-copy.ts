import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { consentFor } from '../../actions/file-consent.ts';
import { isWritten } from '../../actions/which-case.ts';
import { helpCard } from '../../cards/help.ts';
import { button } from '../../cards/parts.ts';
import { myReferrals, open } from '../../cards/verbs.ts';
import { type CaseRecord, isOwnDraft } from '../../case/record.ts';
import { copyLinkCard, noLinkCard } from './my-copy-cards.ts';

/** Offers the author ways to save their own copy of a sent referral. */
export const offerOwnCopy = async (own: CaseRecord, context: Context): Promise<Reply> =>
  isWritten(own) ? offerCopies(own, context) : notSentYet(own, context);

/** Offers a file in Teams, if files are switched on, and a page behind a link in case that fails. */
async function offerCopies({ id, author }: CaseRecord, context: Context): Promise<Reply> {
  const { config, pack, links, now, log } = context;
  const grant = { target: { to: 'own-copy' as const, case: id }, author };
  const file: Reply = config.teamsFiles ? [await consentFor(grant, context)] : [];
  if (!config.publicUrl) return [...file, { card: noLinkCard(id, pack, !config.teamsFiles) }];
  const token = await links.make(grant, now());
  log.info({ event: 'copy.offered', ref: id });
  return [...file, { card: copyLinkCard(id, `${config.publicUrl}/copy/${token}`, pack, config.teamsFiles) }];
}

function notSentYet(record: CaseRecord, { pack }: Pick<Context, 'pack'>): Reply {
  const goOnButtons = isOwnDraft(record) ? [button(open, 'Go on', { case: record.id }, { style: 'positive' })] : [];
  return replyCard(
    helpCard(pack, {
      heading: 'That was not sent',
      lines: ['A copy is made of what was sent to the MASH.'],
      rows: [[...goOnButtons, button(myReferrals, 'My referrals')]],
    }),
  );
}
