import { type Action, casesAction, ownAction } from '../../actions/action.ts';
import { type Context, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed, Words } from '../../actions/typed.ts';
import {
  caseMeant,
  caseOrList,
  isLive,
  mostCasesListed,
  onCaseMeant,
  onlyLive,
  onNamedCase,
} from '../../actions/which-case.ts';
import { textAfter } from '../../base/ends.ts';
import type { CaseId } from '../../base/reference.ts';
import { button } from '../../cards/parts.ts';
import { refuseLongTexts } from '../../case/commands.ts';
import { namesPolice, policeIn } from '../../draft/typed-police.ts';
import { withApostrophes } from '../../draft/typed-words.ts';
import { whichMissingCard } from './cards.ts';
import { events } from './events.ts';
import { ownReport } from './state.ts';
import { askWhichChild, savePhone, showMissing, tellFound, tellMissing } from './telling.ts';
import { missing, reportFound, reportMissing } from './verbs.ts';

const actions: readonly Action[] = [
  casesAction(missing, ['chat'], showMissing),
  ownAction(reportMissing, tellMissing),
  ownAction(reportFound, tellFound),
];

const MISSING =
  /^(?:a |(?:she|he|they|(?:(?:the|this|my) )?(?:child|girl|boy|baby))(?:['’](?:s|re|ve)| is| are| has| have)? )?(?:just |now |been )?(?:gone )?missing(?: child)?(?: now)?$/;
const NO_MORE_SAID = /^(?:a |(?:the )?child is )?(?:gone )?missing(?: child)?$/;

const typed: Typed[] = [
  {
    band: 'danger',
    isNews: true, // where the MASH has several cases of its author
    words: ({ said }) => MISSING.test(withApostrophes(said)),
    does: sayMissing,
  },
  {
    band: 'always',
    words: ['child is found', 'the child is found'],
    does: ({ person }, context) => onCaseMeant(person, context, (id) => context.press(reportFound, { case: id })),
  },
  {
    band: 'before the question',
    isNews: true,
    words: ({ said, person }) => saysGone(said, person.openDraft !== undefined),
    does: (_, { press }) => press(missing, {}),
  },
  {
    band: 'before the question',
    words: /^(missing|found)(?:\s+([A-Z]{2,6}-[^\s:]{1,40}))?\s*:\s*/i,
    async does({ person }, context, match) {
      const [, verb = '', typedId] = match ?? [];
      const about = typedId === undefined ? await caseMeant(person, context) : undefined;
      const isUnsaid = typedId === undefined && !about;
      if (isUnsaid && (await context.cases.of(person.id, mostCasesListed)).some(isLive)) return undefined;
      const words = match ? textAfter(match) : '';
      const tell = (id: CaseId) =>
        verb.toLowerCase() === 'found'
          ? context.press(reportFound, { case: id }, { police: words })
          : tellTyped(id, words, context);
      return onNamedCase(typedId, context, tell, async () => about?.id ?? askWhichChild(context, whichFirst));
    },
  },
  {
    // It is not said which child, and the MASH has a case: the words go there at once, and report the child once it is said.
    band: 'before the question',
    isNews: true,
    words: /^(missing|found)\s*:/i,
    does: async (_, { pack }, match) =>
      match?.[1]?.toLowerCase() === 'missing' ? replyCard(whichMissingCard([], pack, goToMash)) : [],
  },
  {
    band: 'news', // what the police know stands in the report
    words: ({ text }) => namesPolice(text) && policeIn(text) !== 'not-said' && !refuseLongTexts({ missing: text }),
    async does({ text, person }, context) {
      const only = onlyLive(await context.cases.of(person.id, mostCasesListed), person);
      const report = only && ownReport(only);
      if (!report || report.found || report.isPoliceTold) return undefined;
      return onNamedCase(
        only.id,
        context,
        (id) => tellTyped(id, text, context),
        async () => only.id,
      );
    },
  },
  {
    band: 'before the question',
    words: /^my phone(?:\s+([A-Z]{2,6}-[^\s:]{1,40}))?\s*:\s*/i,
    does({ person }, context, match) {
      const keep = (id: CaseId) => savePhone(id, match ? textAfter(match) : '', context);
      return onNamedCase(match?.[1], context, keep, () => caseOrList(person, context));
    },
  },
];

const goToMash = 'The MASH is told now. Say below which child.';
const whichFirst = 'Nothing was told yet. Press which child, or type “missing”, the reference, “:” and your words.';

/**
 * “child is missing”, “she is missing”, at every question of a check, too: the MASH hears it at once, of the only case that
 * it can be about. Otherwise the bot asks which child.
 */
async function sayMissing({ text, said, person }: Words, context: Context) {
  const only = onlyLive(await context.cases.of(person.id, mostCasesListed), person);
  const words = NO_MORE_SAID.test(said) ? '' : text;
  const tell = (id: CaseId) => context.press(reportMissing, { case: id }, { police: words });
  const reply = await onNamedCase(undefined, context, tell, async () => only?.id ?? context.press(missing, {}));
  return reply.map((message) => ({ ...message, isOfDanger: true })); // the numbers stand on its card
}

/**
 * “missing: …” tells the MASH what was typed. “missing: no” alone may answer something else, so it tells nobody and
 * shows the card.
 */
function tellTyped(id: CaseId, typedWords: string, { press }: Context) {
  const words = typedWords.trim();
  if (/^no[.!]*$/i.test(words)) return press(missing, { case: id });
  const saysOnlyPolice = /^(yes|not yet|not told)?[.!]*$/i.test(words);
  return press(reportMissing, { case: id }, { know: policeIn(typedWords), police: saysOnlyPolice ? '' : typedWords });
}

/**
 * Whether the words say that a child is gone. While a check is open, only a short sentence counts: “she is gone”.
 */
function saysGone(asTyped: string, inCheck: boolean) {
  const said = withApostrophes(asTyped);
  const hasSubject = /^(he|she|they|it|the child|child|the girl|girl|the boy|boy)\b/.test(said);
  const hasGone =
    /\b(is|'s|’s|has|have|are)? ?(gone|missing|gone missing|run away|ran away|disappeared|vanished)( now)?$/.test(said);
  if (hasSubject && hasGone && said.split(' ').length <= 6) return true;
  return !inCheck && (/^(a )?missing( child)?\b/.test(said) || hasGone) && !said.includes(':');
}

export const missingChild = {
  name: 'missing',
  events,
  actions,
  typed,
  receipt: {
    buttons: { missing: ({ record }) => button(missing, 'Child is missing', { case: record.id, below: true }) },
  },
} satisfies Feature;
