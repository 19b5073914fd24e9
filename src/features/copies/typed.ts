import { notThere } from '../../actions/action.ts';
import { type Context, replyCard } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { isWritten, lastSentFirst } from '../../actions/which-case.ts';
import { textAfter, withoutEnd } from '../../base/ends.ts';
import { readCaseId } from '../../base/reference.ts';
import { helpCard } from '../../cards/helpful.ts';
import { myCopy } from './verbs.ts';

/** "my copy", alone or with a reference. */
export const typed: Typed[] = [
  {
    band: 'always',
    words: /^my copy\b[:\s]*/i,
    async does(_, context, match) {
      const rest = match ? withoutEnd(textAfter(match), '.!?') : '';
      if (rest === '') return latestCopy(context);
      const reference = readCaseId(rest);
      if (reference) return context.press(myCopy, { case: reference });
      const isMisspelt = /^[a-z]{2,6}-\w{4}-?\w{3}$/i.test(rest);
      return isMisspelt ? notThere : undefined;
    },
  },
];

const casesSearched = 20; // the author's latest cases, not all

async function latestCopy({ by, cases, pack, press }: Context) {
  const [latest] = (await cases.of(by.id, casesSearched)).filter(isWritten).sort(lastSentFirst);
  if (latest) return press(myCopy, { case: latest.id });
  return replyCard(
    helpCard(pack, {
      heading: 'There is nothing to copy yet',
      lines: ['You have sent no referral. Once you have, “my copy” gives you your own copy of it.'],
    }),
  );
}
