import { type Action, casesAction, ownAction, type PressInput, showing } from '../../actions/action.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { oneTimeLink } from '../../actions/one-time-link.ts';
import { isWritten } from '../../actions/which-case.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { caseLinkCard, copyLinkCard, notSentCard } from './cards.ts';
import { myCopy, openCaseFile } from './verbs.ts';

export const actions: readonly Action[] = [
  // The link shows nothing of the case. Saving the file is recorded as a read.
  casesAction(openCaseFile, ['mash'], async (given, context) => showing(await offerCaseFile(given, context))),
  ownAction(myCopy, (_, context) => ({ does: (own) => () => offerOwnCopy(own, context) })),
];

/** Gives a member of the MASH a link to the whole case, on a card that only they see. */
async function offerCaseFile({ case: id }: PressInput<typeof openCaseFile>, context: Context): Promise<Reply> {
  const record = await context.cases.load(id);
  if (!record || !sentReferral(record)) return [{ text: 'I do not know this referral.' }];
  const url = await oneTimeLink({ to: 'case-file', case: id }, context);
  context.log.info({ event: 'case-file.offered', ref: id, by: context.by.id });
  return replyCard(caseLinkCard(id, url));
}

/** Gives the author a link to their own copy of a sent referral. */
async function offerOwnCopy(own: CaseRecord, context: Context) {
  const { pack, log } = context;
  if (!isWritten(own)) return replyCard(notSentCard(own, pack));
  const url = await oneTimeLink({ to: 'own-copy', case: own.id }, context);
  log.info({ event: 'copy.offered', ref: own.id });
  return replyCard(copyLinkCard(own.id, url, pack));
}
