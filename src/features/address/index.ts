import { caseAction, ownAction } from '../../actions/action.ts';
import { replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { caseWithMessage } from '../../actions/heard.ts';
import type { Typed } from '../../actions/typed.ts';
import { loadOwn, mostCasesListed } from '../../actions/which-case.ts';
import { askWhichQuestion, lastAsked, yesOrNo } from '../../actions/which-question.ts';
import { readCaseId } from '../../base/reference.ts';
import { Duration, type Instant, plus } from '../../base/time.ts';
import { helpCard } from '../../cards/helpful.ts';
import { erasedIn } from '../../case/standing.ts';
import { saidTimesOf } from '../leaving-time/state.ts';
import { openQuestions } from '../question/state.ts';
import { heldOnReceipt, placedCard, placedHereCard } from './cards.ts';
import { events, hears } from './events.ts';
import { askedOf, recordPlaced, withAnswer, withoutPlacementIn } from './rules.ts';
import { askPlaced, sayPlaced, sayPlacedHere } from './verbs.ts';

const actions = [
  caseAction(askPlaced, { where: ['chat'], does: ({ record }, _, { pack }) => ({ card: placedCard(record, pack) }) }),
  ownAction(sayPlaced, ({ number, placed }, { people, pack, by }) => ({
    does: (record, at) => recordPlaced(record, number, placed, at),
    // a copy of the words may wait until somebody says which child they are about
    after: (next, before) => async () => {
      const gone = Object.entries(before.facts.held ?? {}).filter(([each]) => !next.facts.held?.[each]);
      const without = (text: string) => gone.reduce((words, [, each]) => withoutPlacementIn(words, each.words), text);
      if (gone.length > 0)
        await people.change(by.id, ({ unfiled, ...person }) => ({
          ...person,
          ...(unfiled && { unfiled: unfiled.map((each) => ({ ...each, words: without(each.words) })) }),
        }));
      return [{ card: placedCard(next, pack), storeInChat: true }];
    },
  })),
  caseAction(sayPlacedHere, {
    where: ['desk-chat'],
    who: 'reader',
    worksWhenJoined: true,
    does: ({ record }, { number, placed }, at) => recordPlaced(record, number, placed, at),
    after: ({ record }, _, { by, linkTo }) => ({
      card: placedHereCard(record, by.id, linkTo(record)),
      storeInChat: true,
    }),
  }),
];

/** A “yes” that comes later may answer something else. */
const answersWithin = Duration.parse('PT15M');

const twoAsked = {
  heading: 'Which one do you mean?',
  lines: ['I asked you two things. Please press the answer on its card.'],
};

const addressMeant = 'The address: press it on its card, or type “placed” or “not placed” and the reference.';

/** “yes” or “no”, while one address alone waits for it, and it is what was asked last. */
const typed: Typed[] = [
  {
    band: 'always',
    words: ({ said }) => yesOrNo(said) !== undefined,
    async does({ said, person }, { cases, press, now, turnInput, pack }) {
      const own = (await cases.of(person.id, mostCasesListed)).filter((record) => !erasedIn(record.events));
      const resent = caseWithMessage(own, turnInput.heard);
      if (resent?.facts.held) return replyCard(placedCard(resent, pack));
      const isRecent = ({ at }: { at: Instant }) => plus(at, answersWithin) > now();
      const [record, another] = own.filter((each) => {
        const asked = askedOf(each, person.id);
        return asked && isRecent(asked) && lastAsked(person, asked.at) !== 'check';
      });
      const first = record && askedOf(record, person.id);
      if (!first) return undefined;
      const isUnclear = openQuestions(own).length > 0 || lastAsked(person, first.at) === 'unclear';
      if (isUnclear) return person.openDraft ? askWhichQuestion(pack, addressMeant) : undefined;
      const asksTime = own.some(({ events: all }) => saidTimesOf(all).some((time) => !time.right && isRecent(time)));
      if (another || asksTime) return replyCard(helpCard(pack, twoAsked));
      return press(sayPlaced, { case: record.id, number: first.number, placed: yesOrNo(said) ?? 'no' });
    },
  },
  // the same with a reference, at any time, for members of the MASH too
  {
    band: 'always',
    words: /^(not\s+)?placed\s+([a-z]{2,6}-[^\s:,]{1,40})$/i,
    async does(_, { by, cases, press }, match) {
      const id = readCaseId(match?.[2] ?? '');
      const isOwn = id && (await loadOwn(id, by, { cases }));
      return id && press(isOwn ? sayPlaced : sayPlacedHere, { case: id, placed: match?.[1] ? 'no' : 'yes' });
    },
  },
];

/** No address at which a child may be placed reaches anybody until whoever wrote it has said that the child is not there. */
export const address = {
  name: 'address',
  events,
  hears,
  actions,
  typed,
  receipt: heldOnReceipt,
  after: withAnswer,
} satisfies Feature;
