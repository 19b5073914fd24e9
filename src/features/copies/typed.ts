import { notThere } from '../../actions/action.ts';
import { type Context, replyCard } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { casesOf, isWritten, lastSentFirst } from '../../actions/which-case.ts';
import { withoutEnd } from '../../base/ends.ts';
import { readCaseId, withReferences } from '../../base/reference.ts';
import { helpCard } from '../../cards/helpful.ts';
import { myCopy } from './verbs.ts';

/** "my copy", alone or with a reference. */
export const typed: Typed[] = [
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
];

const looksLikeReference = withReferences(/^REF$/i);
async function latestCopy(context: Context) {
  const { pack, press } = context;
  const [latest] = (await casesOf(context)).filter(isWritten).sort(lastSentFirst);
  if (latest) return press(myCopy, { case: latest.id });
  return replyCard(
    helpCard(pack, {
      heading: 'There is nothing to copy yet',
      lines: ['You have sent no referral. Once you have, “my copy” gives you your own copy of it.'],
    }),
  );
}
