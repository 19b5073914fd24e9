import type { Context, Reply } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { caseMeant, onCaseMeant, onNamedCase } from '../../actions/which-case.ts';
import { textAfter } from '../../base/ends.ts';
import type { CaseId } from '../../base/reference.ts';
import { draftOf } from '../../case/record.ts';
import { stepNow } from '../../check/steps.ts';
import { policeIn } from '../../check/typed-police.ts';
import { keepPhone, whichChild } from './telling.ts';
import { missing, reportFound, reportMissing } from './verbs.ts';

const askWhich: Typed['does'] = (_, { press }) => press(missing, {});

export const typed: Typed[] = [
  { band: 'always', words: ['child is missing', 'the child is missing'], does: askWhich },
  {
    band: 'always',
    words: ['child is found', 'the child is found'],
    does: ({ person }, context) => onCaseMeant(person, context, (id) => context.press(reportFound, { case: id })),
  },
  {
    band: 'before the question',
    words: ({ said, person }) => isGone(said, person.openDraft !== undefined),
    does: askWhich,
  },
  {
    // In a check where no box takes words it is no answer, but that a child is gone.
    band: 'before the question',
    words: /^(a )?(gone )?missing( child)?[.!?]*$/i,
    does: async ({ person: { openDraft } }, context) =>
      openDraft && (await takesNoWords(openDraft, context)) ? context.press(missing, {}) : undefined,
  },
  {
    band: 'before the question',
    words: /^(missing|found)(?:\s+([A-Z]{2,6}-[^\s:]{1,40}))?\s*:\s*/i,
    does({ person }, context, match) {
      const [, what = '', named] = match ?? [];
      const words = match ? textAfter(match) : '';
      const tell = (id: CaseId) =>
        what.toLowerCase() === 'found'
          ? context.press(reportFound, { case: id }, { police: words })
          : tellMissing(id, words, context);
      return onNamedCase(named, context, tell, async (once) => {
        const about = await caseMeant(person, context);
        return about ? once(about.id) : whichChild(context, whichFirst);
      });
    },
  },
  {
    band: 'before the question',
    words: /^my phone(?:\s+([A-Z]{2,6}-[^\s:]{1,40}))?\s*:\s*/i,
    does({ person }, context, match) {
      const keep = (id: CaseId) => keepPhone(id, match ? textAfter(match) : '', context);
      return onNamedCase(match?.[1], context, keep, (once) => onCaseMeant(person, context, once));
    },
  },
];

const whichFirst = 'Nothing was told yet. Press which child, or type “missing”, the reference, “:” and your words.';

/** "missing: …" is told as it is said. "missing: no" alone may be an answer to something else, and tells nobody. */
function tellMissing(id: CaseId, said: string, { press }: Context): Promise<Reply> {
  const words = said.trim();
  if (/^no[.!]*$/i.test(words)) return press(missing, { case: id });
  const isBare = /^(yes|not yet|not told)?[.!]*$/i.test(words);
  return press(reportMissing, { case: id }, { know: policeIn(said), police: isBare ? '' : said });
}

/** That a child is gone, in the words that people use. Inside a check only what can be no answer to a question. */
function isGone(said: string, inCheck: boolean): boolean {
  const who = /^(he|she|they|it|the child|child|the girl|girl|the boy|boy)\b/.test(said);
  const gone =
    /\b(is|'s|’s|has|have|are)? ?(gone|missing|gone missing|run away|ran away|disappeared|vanished)( now)?$/.test(said);
  if (who && gone && said.split(' ').length <= 6) return true;
  return !inCheck && (/^(a )?missing( child)?\b/.test(said) || gone) && !said.includes(':');
}

async function takesNoWords(open: CaseId, { cases, pack }: Context): Promise<boolean> {
  const record = await cases.load(open);
  const draft = record && draftOf(record);
  return draft !== undefined && stepNow(draft, pack).kind !== 'form';
}
