import { type Action, type At, asItStands, caseAction, type PressInput, type Sent } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import { inOneLine, type Typed } from '../../actions/typed.ts';
import { withReferences } from '../../base/reference.ts';
import { formAgain } from '../../cards/forms.ts';
import { type Events, words } from '../../cards/meaning.ts';
import { button, spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import type { EventAt, Plain } from '../../case/part.ts';
import { hiddenWhy, staffName } from '../../case/record.ts';
import { isOwnReferral } from '../../case/state.ts';
import { redrawn } from '../../case/tell.ts';
import type { WhyHidden } from '../../history/desk.ts';
import { type EventOf, saidName } from '../../history/events.ts';
import { sideText } from '../side-records/state.ts';
import { agreeCard, hiddenCard, hideForm, hidingCard, howToHide, saidAt } from './cards.ts';
import { hideThem, visibleWords, whyNotHide, wordsMeant } from './rules.ts';
import { hide, hideWords } from './verbs.ts';

/** The lines in the threads that hold the words, or a copy of them. */
function linesWith({ said, copies }: EventOf<'WordsHidden'>, { record }: EventAt): Plain[] {
  const { events: all, facts } = record;
  const names = [said, ...copies];
  const isShown = (event: (typeof all)[number]) => {
    if (event.type === 'FamilyClaimed' || event.type === 'VisitorSeen') return names.includes(sideText.words(event));
    const address = event.type === 'AddressShown' && facts.held?.[event.number]?.words;
    return address
      ? names.some((name) => facts.texts[name]?.includes(address))
      : names.includes((event.type === 'SentByMistake' ? event.said : saidName(event)) ?? '');
  };
  return redrawn(record, (message) => {
    const event = message.kind === 'line' || message.kind === 'assessment-line' ? all[message.event] : undefined;
    return event !== undefined && isShown(event);
  });
}

const events: Events<'HidingAsked' | 'WordsHidden'> = {
  HidingAsked: {
    notices: {
      agree: {
        to: ({ by }, { desk, referral }) =>
          desk.managers.filter((each) => each !== by && !(referral && isOwnReferral(referral, each))),
        isPast: ({ said }, { events: all }) => all.some((each) => each.type === 'WordsHidden' && each.said === said),
        card: agreeCard,
      },
    },
    line: (event, { record }) =>
      words(
        'A manager asks to hide words',
        `The referrer’s of ${saidAt(record, event)}: ${hiddenWhy[event.why]}. A second manager must agree.`,
        spacedSmallLine(whoAndWhen(record, event)),
      ),
  },
  WordsHidden: {
    card: true,
    also: linesWith,
    notices: {
      hidden: {
        to: (_, { record }) => [record.author],
        mayFail: true,
        card: (event, { record, pack }) => hiddenCard(event, record, pack),
      },
    },
    line: (event, { record }) =>
      words(
        'Words are hidden',
        `The referrer’s of ${saidAt(record, event)}: ${hiddenWhy[event.why]}. They stay in the record.`,
        spacedSmallLine(`${staffName(record, event.askedBy)} and ${whoAndWhen(record, event)}`),
      ),
  },
};

const hidingNow = ({ record }: Sent, { inputs, said = inputs.said }: PressInput<typeof hideWords>, { linkTo }: At) => ({
  card: hidingCard(record, said, linkTo(record)),
  storeInChat: true,
});

/** Of several that were said in one minute, the form asks which. */
function whichWords({ record }: Sent, given: PressInput<typeof hideWords>) {
  const among = wordsMeant(record, given.inputs.said);
  return among.length > 1 ? { card: hideForm(record, formAgain(given, {}), among) } : undefined;
}

const actions: readonly Action[] = [
  caseAction(hide, {
    where: ['mash'],
    whyNot: ({ record }, { by }) => whyNotHide(record, by),
    does: ({ record }) => ({ card: hideForm(record) }),
  }),
  caseAction(hideWords, {
    where: ['mash', 'desk-chat'],
    who: 'ofTheMash',
    worksWhenJoined: true,
    does: ({ record }, { inputs, said = inputs.said, why = inputs.why }, at) => hideThem(record, { said, why }, at),
    problems: { said: 'Choose the words.', why: 'Choose why.' },
    again: (sent, given, at, retry) =>
      at.where === 'desk-chat'
        ? (whichWords(sent, given) ?? hidingNow(sent, given, at))
        : { card: hideForm(sent.record, retry), notice: howToHide },
    after: (sent, given, at, isNew) =>
      at.where === 'desk-chat'
        ? hidingNow(sent, given, at)
        : asItStands(isNew ? undefined : 'That was asked for already, or done. Nothing was changed.'),
  }),
];

/** “hide HT-… 14:04: another child” or “… gossip”. In the channel everybody sees the answer: it shows only the reference. */
const typed: readonly Typed[] = [
  {
    where: ['mash', 'chat'],
    words: withReferences(/^hide\s+REF[\s,]+(?:of\s+|at\s+)?(\d{1,2}[:.]\d\d)\b[\s:,]*/i),
    async does({ id, match, rest }, { press, where }) {
      if (!id) return where === 'mash' ? [{ text: `Nothing was hidden. ${howToHide}` }] : undefined;
      const why: WhyHidden | '' = /gossip/i.test(rest) ? 'gossip' : /other|wrong/i.test(rest) ? 'another-child' : '';
      const answer = await press(hideWords, { case: id }, { said: (match[2] ?? '').padStart(5, '0'), why });
      return where === 'mash'
        ? inOneLine(answer, id, 'noted. Its thread says whether a second manager must agree.')
        : answer;
    },
  },
];

/** Two managers hide words of the referrer that are about another child, or gossip. */
export const hiding = {
  name: 'hiding',
  events,
  actions,
  typed,
  face: {
    more: ({ record }) => [visibleWords(record).length > 0 && button(hide, 'Hide words', { case: record.id })],
  },
} satisfies Feature;
