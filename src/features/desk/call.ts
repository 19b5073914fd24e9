import type { PressInput } from '../../actions/action.ts';
import { beginCase } from '../../actions/change-case.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { phoneCaller } from '../../base/people.ts';
import { type CaseId, newCaseId } from '../../base/reference.ts';
import type { Texts } from '../../base/texts.ts';
import {
  box,
  type FormRetry,
  formAgain,
  limitWords,
  opens,
  problemText,
  protectionBoxes,
  text,
  untouchedForm,
} from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  buttonWithoutInputs,
  type Card,
  line,
  mainButton,
  mashCard,
  plain,
  spacedBoldLine,
} from '../../cards/parts.ts';
import { advance } from '../../case/advance.ts';
import { both } from '../../case/outcome.ts';
import { partsTyped, sayProtection } from '../../case/protection.ts';
import { emptyCase } from '../../case/record.ts';
import { phonedIn } from '../../case/referral.ts';
import { sentReferral } from '../../case/standing.ts';
import type { Problem } from '../../draft/draft.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { dangerChoices, type LoggedCall, logPhoneReferral, readLoggedCall } from './rules.ts';
import { deskHelp, saveCall } from './verbs.ts';

/**
 * The form in which the MASH writes down a phone referral. Only the person who fills it in sees it.
 * @param id the reference that the case will have, so that a second press makes no second case
 * @param isCallLongAgo whether the next press means that the time is right
 * @source Protocol 8.2 (telephone referrals)
 */
export function callForm(id: CaseId, pack: Pack, again: FormRetry = untouchedForm, isCallLongAgo = false): Card {
  const { attempt, typed, problems } = again;
  const choicesOf = (choices: { id: string; label: string }[]) =>
    choices.map((choice) => ({ title: choice.label, value: choice.id }));
  return mashCard({
    summary: 'MASH desk: a phone referral',
    top: [line('Only you see this form', 'small')],
    heading: 'Log a phone referral',
    blocks: [
      plain(
        [
          'The 24 hours run from the call. So do the 48 hours for the written referral.',
          Object.keys(problems).length > 0 && spacedBoldLine('Not saved yet. Please look at what is marked.'),
        ],
        'Small',
      ),
    ],
    inputs: [
      box('text', 'name', 'Who rang? (required)', again),
      box('compact', 'agency', 'Their agency (required)', again, {
        choices: choicesOf(fieldOf(pack, 'agency').choices ?? []),
      }),
      box('text', 'phone', 'Their phone (required)', again, { style: 'tel' }),
      box('text', 'phoned-when', 'When did they ring? For example “just now” or “14:20” (required)', again),
      box('one', 'danger', 'Urgent: in danger now, or about to be moved? (required)', again, {
        choices: choicesOf(dangerChoices),
      }),
      box('one', 'on-it', 'Are you on it yourself? Without a yes, an urgent call rings your colleagues', again, {
        choices: [
          { title: 'Yes, I am on it', value: 'yes' },
          { title: 'No', value: 'no' },
        ],
      }),
      text('worry', `What did they say? (required, ${limitWords(fieldOf(pack, 'worry').limit)})`, again),
      box('text', 'child-name', 'Child’s name, if they said it', again),
      box('person', 'caller', 'If they use Teams: find them here. They are asked to put it in writing', again, {
        choices: typed.caller ? [{ title: 'The person you chose', value: typed.caller }] : [],
      }),
      ...opens([[protectionBoxes(again), 'In police protection']]),
    ],
    buttons: [
      mainButton(saveCall, 'Log it', { case: id, attempt, list: 'desk', ...(isCallLongAgo && { answer: 'sure' }) }),
      buttonWithoutInputs(deskHelp, 'Cancel', { list: 'desk' }),
    ],
  });
}

const requiredWords: Texts = {
  name: 'Give the name of who rang.',
  agency: 'Choose their agency.',
  phone: 'Give a number on which you can ring them.',
  'phoned-when': 'Say when they rang.',
  danger: 'Choose yes, no or not known.',
  worry: 'Write what they said.',
  caller: 'Choose them from the list, or leave it empty.',
};
const boxNames: Texts = { 'phoned-when': 'When they rang', worry: 'What they said' };

/** What is wrong with the boxes, in words. */
export const callProblems = (problems: Problem[]): FormRetry['problems'] =>
  Object.fromEntries(problems.toReversed().map((problem) => [problem.field, problemOf(problem)]));

function problemOf(problem: Problem) {
  if (problem.kind === 'future') return 'That lies ahead. When did they ring?';
  if (problem.kind === 'long-ago') return 'That is more than 7 days ago. If it is right, press Log it once more.';
  return problemText(problem, boxNames[problem.field] ?? 'This box', requiredWords[problem.field]);
}

/**
 * Saves a phone referral as a case, which then appears in the channel like any other. The form already held its
 * reference, so a second press finds the same case.
 */
export async function savePhoneReferral(given: PressInput<typeof saveCall>, context: Context): Promise<Reply> {
  const { by: member, cases, config, shows } = context;
  const { organisation } = config;
  const { now, pack } = context.caseContext();
  let id = given.case?.startsWith(`${organisation}-`) ? given.case : newCaseId(organisation);
  const isSure = given.answer === 'sure';
  const call = readLoggedCall(given.typed, { pack, now, takenBy: member.name, isSure });
  if (call.kind === 'problems') {
    const isLongAgo = call.problems.some(({ kind }) => kind === 'long-ago');
    return replyCard(callForm(id, pack, formAgain(given, callProblems(call.problems)), isLongAgo));
  }
  for (;;) {
    const record = newCase(id, { ...call, isOnIt: given.typed['on-it'] === 'yes' }, given.typed, context);
    if (await beginCase(record, context)) {
      const timeNotice = `I read the time of the call as ${clockAndDay(call.calledAt)}.`;
      return shows.caseCard(record, `Logged as ${id}. ${timeNotice} The card comes up in this channel.`);
    }
    const existing = await cases.load(id);
    const referral = existing && sentReferral(existing);
    if (existing && referral && phonedIn(referral)?.loggedBy === member.id)
      return shows.caseCard(existing, `Logged as ${id} before. Nothing was added.`);
    id = newCaseId(organisation);
  }
}

type ReadCall = Extract<LoggedCall, { kind: 'read' }> & { isOnIt: boolean };

function newCase(id: CaseId, { answers, calledAt, caller, isOnIt }: ReadCall, typed: Texts, context: Context) {
  const { by: member, config } = context;
  const caseContext = context.caseContext();
  const { now, pack } = caseContext;
  const outcome = logPhoneReferral(calledAt, pack.clocks, { by: member, now, caller, isOnIt });
  const { organisation } = config;
  const name = answers.values.name ?? '';
  const empty = emptyCase({ id, organisation, author: caller ?? phoneCaller, pack, answers, name, now });
  const logged = both(outcome, sayProtection(empty, partsTyped(typed), { by: member, now }));
  if (logged.kind !== 'happened') throw new Error(`case ${id}: only a member of the MASH can log a phone referral`);
  return advance(empty, { ...logged, by: member }, caseContext);
}
