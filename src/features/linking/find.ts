import { type Action, casesAction, errand, type PressInput, type Showing, showing } from '../../actions/action.ts';
import { type Context, replyCard } from '../../actions/context.ts';
import { deskPeople, isOfTheDesk } from '../../actions/desk-person.ts';
import type { Typed } from '../../actions/typed.ts';
import { readCaseId } from '../../base/reference.ts';
import { type Instant, londonDay } from '../../base/time.ts';
import { box, choice, type FormRetry, formAgain, twoBoxes, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay, counted } from '../../cards/london.ts';
import { button, type Card, line, mainButton, mashCard, plain, section } from '../../cards/parts.ts';
import { show } from '../../cards/verbs.ts';
import { carerTitle } from '../../cards/warnings.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { allocatedTo, isTaken } from '../../case/referral.ts';
import { sentReferral } from '../../case/standing.ts';
import { mayBePlaced } from '../../draft/placed.ts';
import { readWhen } from '../../draft/typed-date.ts';
import { readBirth } from '../../draft/typed-day.ts';
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
        'By its reference: write “find HT-7K3F-92H”.',
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
      box('text', 'organisation', 'Organisation that refers', again),
      twoBoxes(box('text', 'day', 'Day sent, or born', again), box('text', 'reference', 'Part of a reference', again)),
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
export function foundPersonCard(found: Found[], isCut: boolean, linkTo?: Context['reach']['linkTo']): Card {
  const { length } = found;
  return mashCard({
    summary: 'MASH desk: find a person',
    heading: length === 0 ? 'I found nobody' : `I found ${counted(length, 'referral')}`,
    blocks: [
      plain([
        line('Tell a caller nothing of it, not even whether there is a referral.', 'bold'),
        length === 0 && 'Try another spelling, or a phone number. I do not find what was not sent yet.',
        length > 0 && 'Each may be about somebody else. Open it to see.',
        isCut && 'There are more. Add an address or a phone number.',
      ]),
      ...found.map((each) => row(each, linkTo)),
    ],
    buttons: [button(askPerson, 'Search again', {})],
  });
}

/** @param linkTo its card in the channel, where it is shown in a person's own chat */
function row({ record, why }: Found, linkTo?: Context['reach']['linkTo']) {
  const referral = sentReferral(record);
  const holder = referral && isTaken(referral) && allocatedTo(referral);
  const lines = [
    line(carerTitle(record), 'bold'),
    why,
    referral && `Sent ${clockAndDay(referral.submittedAt)}${holder ? `, ${staffName(record, holder)} has it` : ''}`,
  ];
  const open = button(show, 'Open', { case: record.id, list: 'desk' }, { tooltip: `Open: ${record.id}` });
  return linkTo ? section(record.id, lines, [], linkTo(record)) : section(record.id, lines, [open]);
}

const unreadable = {
  name: 'I read no name here.',
  address: 'Write the number of the house, and the postcode or the street.',
  phone: 'Write the whole number. I do not look for numbers of offices.',
  organisation: 'Write its own name, not only what it is.',
  day: 'Write one day, for example 10 June or 4 March 2012.',
  reference: 'Write three or four of its letters, for example 7K3F.',
};

/** The day that somebody typed: one of the last half year, or a date of birth. */
function dayIn(words: string, now: Instant): string | undefined {
  const when = readWhen(words, now, 'past');
  if (when) return when.kind === 'instant' ? londonDay(when.at) : when.day;
  const birth = readBirth(words, now);
  return birth?.kind === 'born' ? birth.day : undefined;
}

/** Whoever searches: in their own chat, somebody of the MASH who is in its channel now, as Teams says. */
const whoSearches = async (
  context: Pick<Context, 'where' | 'by' | 'turnInput' | 'currentSetUp' | 'reach' | 'teams'>,
) => (context.where === 'chat' ? deskPeople.ofTheMash(context) : context.by);
const notListed = {
  text: 'Teams does not list you in the MASH channel, so I look for nobody. Ask a MASH manager to add you.',
};

/** Looks for a person. The search is on record before anything is looked for, and each case before it is shown. */
async function find(given: PressInput<typeof findPerson>, context: Context): Promise<Showing> {
  const by = await whoSearches(context);
  if (!by || !('roles' in by)) return showing([by ?? notListed]);
  const { why, ...typed } = given.inputs;
  const written: Partial<typeof typed> = Object.fromEntries(Object.entries(typed).filter(([, words]) => words.trim()));
  const { keys, reads, cases, now, reach } = context;
  const subject = { ...written, day: written.day && dayIn(written.day, now()) };
  // Loaded only here, because the name comparison is slow to load.
  const { findCandidates, likenesses, searchKeys, searchTerms, unsearchableParts } = await import('./search.ts');
  const year = Number(now().slice(0, 4));
  const { organisation, sent: day, reference } = searchKeys(subject, year);
  const unread = Object.entries({ organisation, day, reference })
    .filter(([part, all]) => written[part as keyof typeof written] && all.length === 0)
    .map(([part]) => part as keyof typeof unreadable);
  const problems: Record<string, string> = Object.fromEntries(
    [...unsearchableParts(subject), ...unread].map((part) => [part, unreadable[part]]),
  );
  if (Object.keys(written).length === 0) problems.name = 'Write a name, an address or a phone number.';
  if (!why) problems.why = 'Choose why you search.';
  if (!why || Object.keys(problems).length > 0) return showing(replyCard(personForm(formAgain(given, problems))));
  await reads.add({ case: 'search', by: by.id, how: why, terms: await keys.hashed(searchTerms(subject)) }, now());
  const { found, isCut } = await findCandidates(subject, keys, year);
  const all: Found[] = [];
  for (const { case: id, why: likes } of found) {
    if (all.length > mostShown) break;
    const record = await cases.load(id);
    if (!record || record.practice || !sentReferral(record)) continue;
    const shown = likes.filter((each) => each !== 'organisation' || !mayBePlaced(record.facts.answers)); // said since, perhaps
    if (shown.length > 0) all.push({ record, why: shown.map((each) => likenesses[each]).join('; ') });
  }
  const shown = all.slice(0, mostShown);
  const linkTo = context.where === 'chat' ? reach.linkTo : undefined;
  const card = foundPersonCard(shown, isCut || all.length > mostShown, linkTo);
  return showing(replyCard(card), ...shown.map(({ record }) => record.id));
}

export const findActions: readonly Action[] = [
  errand(askPerson, ['mash', 'chat'], async (_, context) => {
    const by = await whoSearches(context);
    return by && 'roles' in by ? replyCard(personForm()) : [by ?? notListed];
  }),
  casesAction(findPerson, ['mash', 'chat'], find),
];

/** In the own chat of somebody of the MASH the form comes at once. From anybody else, the word is what it would be. */
export const findInChat: Typed = {
  who: isOfTheDesk,
  words: ({ said, person }) => !person.openDraft && said === 'find',
  does: (_, context) => context.press(askPerson, {}),
};

export const findWords: Typed = {
  where,
  words: /^find\b[\s:]*/i,
  help: ['find', 'A referral by a name, an address or a number: only you see it'],
  does: ({ rest }) => (readCaseId(rest) ? undefined : replyCard(findCard(rest))),
};
