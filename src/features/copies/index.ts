import { type Action, casesAction, notThere, ownAction, type PressInput, showing } from '../../actions/action.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { isWritten, sentOf } from '../../actions/which-case.ts';
import { readCaseId, withReferences } from '../../base/reference.ts';
import { withoutEnd } from '../../base/texts.ts';
import { below } from '../../cards/face.ts';
import { helpCard } from '../../cards/helpful.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { isUnwritten } from '../../case/state.ts';
import { oneTimeLink } from '../../store/links.ts';
import { caseQuestion, tellsBeside } from '../../understanding/case-questions.ts';
import { caseLinkCard, copyLinkCard, face, notSentCard } from './cards.ts';
import { myCopy, openCaseFile } from './verbs.ts';

const actions: readonly Action[] = [
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

/** "my copy", alone or with a reference. */
const typed: Typed[] = [
  {
    words: /^my copy\b[:\s]*/i,
    does({ rest }, context) {
      const reference = withoutEnd(rest, '.!?');
      if (reference === '') return latestCopy(context);
      const id = readCaseId(reference);
      if (id) return context.press(myCopy, { case: id });
      return looksLikeReference.test(reference) ? notThere : undefined;
    },
  },
  {
    // “did you put my name right”, of what was sent: a check that is open answers itself
    band: 'before the question',
    words: ({ text, person }) => caseQuestion(text) === 'saved' && !person.openDraft,
    async does({ text }, context) {
      const isSent = (await sentOf(context)).length > 0;
      return isSent ? { reply: await latestCopy(context), isNews: tellsBeside(text) && 'anything' } : undefined;
    },
  },
];

const looksLikeReference = withReferences(/^REF$/i);
async function latestCopy(context: Context) {
  const { pack, press } = context;
  const [latest] = await sentOf(context);
  if (latest) return press(myCopy, { case: latest.id });
  return replyCard(
    helpCard(pack, {
      heading: 'There is nothing to copy yet',
      lines: ['You have sent no referral. Once you have, “my copy” gives you your own copy of it.'],
    }),
  );
}

export const copies = {
  name: 'copies',
  face,
  actions,
  typed,
  receipt: {
    buttons: { myCopy: (sent) => (isUnwritten(sent.referral) ? undefined : below(myCopy, 'My copy')(sent)) },
  },
} satisfies Feature;
