import { type Action, casesAction, errand, type PressInput, type Showing, showing } from '../../actions/action.ts';
import { type Context, replyCard } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { readCaseId } from '../../base/reference.ts';
import { box, choice, type FormRetry, formAgain, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay, counted } from '../../cards/london.ts';
import { button, type Card, line, mainButton, mashCard, plain, section } from '../../cards/parts.ts';
import { show } from '../../cards/verbs.ts';
import { carerBanner } from '../../cards/warnings.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { allocatedTo, isTaken } from '../../case/referral.ts';
import { sentReferral } from '../../case/standing.ts';
import { askPerson, findPerson, type WhyFind } from './verbs.ts';

const where = ['mash'] as const;
const mostShown = 8; // cases on one card

/** Shows where to look for somebody. What is typed in a channel stays there, so a name belongs into the form. */
export const findCard = (text: string): Card =>
  mashCard({
    summary: 'MASH desk: find',
    heading: 'Find a referral',
    blocks: [
      plain([
        /\bht\b|\d/i.test(text) && line('That is no whole reference. Check each letter.', 'bold'),
        'By its reference: write “find HT-7K3F-92Q”.',
        'By a name, an address or a phone number: press the button. Do not write a name in this channel: it would stay here.',
      ]),
    ],
    buttons: [mainButton(askPerson, 'Find a person', {})],
  });

const reasons: Record<WhyFind, string> = {
  caller: 'Somebody rang or wrote about a child',
  same: 'A referral may be about the same child',
  agency: 'The police or another area asks',
  record: 'To keep the record right',
};

/** The form to look for a child or an adult. Only the person who fills it in sees it. */
export const personForm = (again: FormRetry = untouchedForm): Card =>
  mashCard({
    summary: 'MASH desk: find a person',
    heading: 'Find a person',
    blocks: [plain(['Only you see this. Write what you know. I keep on record that you searched, and why.'])],
    inputs: [
      box('text', 'name', 'Name of the child or the carer, in any spelling', again),
      box('text', 'address', 'Address, with the number of the house', again),
      box('text', 'phone', 'Phone number', again),
      choice('why', 'Why do you search? (required)', reasons, again),
    ],
    buttons: [mainButton(findPerson, 'Find', { attempt: again.attempt })],
  });

/** @param why how the case is like what was searched for */
interface Found {
  record: CaseRecord;
  why: string;
}

/** What was found, for the person who searched. It shows no name: whoever needs one opens the case. */
export function foundPersonCard(found: Found[], isCut: boolean): Card {
  const { length } = found;
  return mashCard({
    summary: 'MASH desk: find a person',
    heading: length === 0 ? 'I found nobody' : `I found ${counted(length, 'referral')}`,
    blocks: [
      plain([
        line('Tell a caller nothing of it, not even whether there is a referral.', 'bold'),
        length === 0 && 'Try another spelling, or a phone number. I do not find what was not sent yet.',
        length > 0 && 'Each may be about somebody else with a like name. Open it to see.',
        isCut && 'There are more. Add an address or a phone number.',
      ]),
      ...found.map(row),
    ],
    buttons: [button(askPerson, 'Search again', {})],
  });
}

function row({ record, why }: Found) {
  const referral = sentReferral(record);
  const holder = referral && isTaken(referral) && allocatedTo(referral);
  const lines = [
    line(carerBanner(record.facts.answers).title, 'bold'),
    why,
    referral && `Sent ${clockAndDay(referral.submittedAt)}${holder ? `, ${staffName(record, holder)} has it` : ''}`,
  ];
  const open = button(show, 'Open', { case: record.id, list: 'desk' }, { tooltip: `Open: ${record.id}` });
  return section(record.id, lines, [open]);
}

const unreadable = {
  name: 'I read no name here.',
  address: 'Write the number of the house, and the postcode or the street.',
  phone: 'Write the whole number. I do not look for numbers of offices.',
};

/** Looks for a person. The search is on record before anything is looked for, and each case before it is shown. */
async function find(given: PressInput<typeof findPerson>, context: Context): Promise<Showing> {
  const { why, ...typed } = given.inputs;
  const subject: Partial<typeof typed> = Object.fromEntries(Object.entries(typed).filter(([, words]) => words.trim()));
  // Loaded only here, because the name comparison is slow to load.
  const { findCandidates, likenesses, searchTerms, unsearchableParts } = await import('./search.ts');
  const problems: Record<string, string> = Object.fromEntries(
    unsearchableParts(subject).map((part) => [part, unreadable[part]]),
  );
  if (Object.keys(subject).length === 0) problems.name = 'Write a name, an address or a phone number.';
  if (!why) problems.why = 'Choose why you search.';
  if (!why || Object.keys(problems).length > 0) return showing(replyCard(personForm(formAgain(given, problems))));
  const { by, keys, reads, cases, now } = context;
  await reads.add({ case: 'search', by: by.id, how: why, terms: await keys.hashed(searchTerms(subject)) }, now());
  const { found, isCut } = await findCandidates(subject, keys, Number(now().slice(0, 4)));
  const all: Found[] = [];
  for (const { case: id, why: likes } of found) {
    if (all.length > mostShown) break;
    const record = await cases.load(id);
    if (record && !record.practice && sentReferral(record))
      all.push({ record, why: likes.map((each) => likenesses[each]).join('; ') });
  }
  const shown = all.slice(0, mostShown);
  const card = foundPersonCard(shown, isCut || all.length > mostShown);
  return showing(replyCard(card), ...shown.map(({ record }) => record.id));
}

export const findActions: readonly Action[] = [
  errand(askPerson, where, () => replyCard(personForm())),
  casesAction(findPerson, where, find),
];

export const findWords: Typed = {
  where,
  words: /^find\b[\s:]*/i,
  help: ['find', 'A referral by a name, an address or a number: only you see it'],
  does: ({ rest }) => (readCaseId(rest) ? undefined : replyCard(findCard(rest))),
};
