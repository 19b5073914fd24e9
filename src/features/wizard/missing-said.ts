import type { Context, Reply } from '../../actions/context.ts';
import { caseWithMessage } from '../../actions/heard.ts';
import type { Typed, Words } from '../../actions/typed.ts';
import { casesOf, isBlank, isForBegun, isLive, loadOwn } from '../../actions/which-case.ts';
import { whoseNames } from '../../actions/whose-words.ts';
import type { CaseId } from '../../base/reference.ts';
import type { Instant } from '../../base/time.ts';
import { missing, reportMissing } from '../../cards/verbs.ts';
import { withWakeTime } from '../../case/advance.ts';
import { whomFits } from '../../case/child-told.ts';
import { type CaseRecord, draftOf } from '../../case/record.ts';
import type { Progress } from '../../draft/draft.ts';
import { asksIfMissing, missingNowSaid, saysMissingPlainly } from '../../draft/missing-words.ts';
import { fieldNow } from '../../draft/steps.ts';
import { namesPolice, policeIn } from '../../draft/typed-police.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { ownReport } from '../missing/state.ts';
import type { DraftCommand } from './asking-again.ts';
import { onOpenCheck, showDraft } from './drafting.ts';
import { keepAside, keepingWords } from './kept-words.ts';
import { answerByTyping } from './obeying.ts';
import { takesStory } from './use-of-words.ts';

/**
 * A child who is missing, said in a check that is not sent: the words are kept, a card says whom to ring, and the question
 * comes back. Where that asks whether the child is missing, plain words answer it.
 * @param answer what the words do where the question takes a story
 */
export async function onMissing({ text, person }: Words, own: CaseRecord, answer: DraftCommand, context: Context) {
  const draft = draftOf(own);
  const field = draft && fieldNow(draft, context.pack)?.id;
  const isAnswer = (field === 'missing' || field === 'missing-now') && saysMissingPlainly(text); // examples alone write nothing
  const kept = isAnswer ? keepingWords(text, answerByTyping('yes')) : keepAside(text);
  const isStory = takesStory(own, context) || field === 'missing-reported';
  const reply = await onOpenCheck({ person }, context, askingPolice(isStory ? answer : kept));
  return asksOfMissing(reply || [], own.id, context);
}

/** What words that begin a check make it ask first: of danger, or what the police know of a missing child. */
export function askedFirst(text: string): Progress['asked'] {
  const missing = asksIfMissing(text);
  return dangerIn(text.replace(missing ?? '', ''))?.alone ? 'danger' : missing ? 'police' : undefined;
}

/** With the card above that says to ring the police, and asks whether they know. */
export const asksOfMissing = async (reply: Reply, id: CaseId, { press }: Context): Promise<Reply> => [
  ...(await press(missing, { case: id })).map((message) => ({ ...message, isOfDanger: true })),
  ...reply,
];

/** Does the same, and takes the next words about the police as the answer of the card. */
const askingPolice =
  (command: DraftCommand): DraftCommand =>
  (given) => {
    const done = command(given);
    const { progress, ...record } = done.saves ?? given.record;
    const { caseContext, now } = given.context;
    if (!progress) return done;
    const asked = progress.asked ?? 'police';
    const next = { ...record, answeredAt: now(), progress: { ...progress, asked } };
    return { ...done, saves: withWakeTime(next, caseContext()) };
  };

/**
 * Whether the police know, typed where the card of a missing child has just asked it, or later of the police: the MASH is told,
 * as by its button.
 */
export const typedPolice: Typed = {
  band: 'before the question',
  words: ({ said, person }) =>
    person.openDraft !== undefined && !/^(?:yes|no)$/.test(said) && policeIn(said) !== 'not-said',
  async does({ text, person: { openDraft } }, context) {
    const own = openDraft ? await loadOwn(openDraft, context.by, context) : undefined;
    if (!own || !isPoliceAsked(own, text, context) || caseWithMessage([own], context.turnInput.heard)) return undefined;
    const [named = own] = whoseNames(text, await casesOf(context)); // “ive rung 999 about amira”
    if (named.id !== own.id) return undefined;
    const told = await context.press(reportMissing, { case: own.id }, { know: policeIn(text), police: text });
    return [...told, ...(await showDraft(own.id, context))];
  },
};

function isPoliceAsked(own: CaseRecord, text: string, { pack }: Context) {
  const draft = draftOf(own);
  if (!draft || ownReport(own)) return false;
  return (
    draft.progress.asked === 'police' ||
    (fieldNow(draft, pack)?.id !== 'missing-reported' &&
      namesPolice(text) &&
      missingNowSaid(draft.answers) !== undefined)
  );
}

/** Whether words that a child is missing are of the check that was just begun, and their “she” or “he” fits no child whom the MASH has. */
export const isOfBegunOnly = (text: string, own: CaseRecord, live: CaseRecord[], now: Instant): boolean =>
  !isLive(own) &&
  !isBlank(own) &&
  isForBegun(text, own, live, now) &&
  (live.length < 2 || whomFits(text, [...live, own]).every(({ id }) => id === own.id));
