import { caseAction, ownAction } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { loadOwn } from '../../actions/which-case.ts';
import { withReferences } from '../../base/reference.ts';
import { heldOnReceipt, placedCard, placedHereCard } from './cards.ts';
import { events, hears } from './events.ts';
import { recordPlaced, withAnswer, withoutPlacementIn } from './rules.ts';
import { askPlaced, sayPlaced, sayPlacedHere } from './verbs.ts';

const actions = [
  caseAction(askPlaced, { where: ['chat'], does: ({ record }, _, { pack }) => ({ card: placedCard(record, pack) }) }),
  ownAction(sayPlaced, ({ number, placed }, { people, pack, by }) => ({
    does: (record, at) => recordPlaced(record, number, placed, at),
    // a copy of the words may wait until somebody says which child they are about
    after: (next, before) => async () => {
      const gone = Object.entries(before.facts.held ?? {}).filter(
        ([each, { gone: before }]) => !before && next.facts.held?.[each]?.gone,
      );
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

/** With a reference, at any time, for members of the MASH too. */
const typed: Typed[] = [
  {
    words: withReferences(/^(not\s+)?placed\s+REF$/i),
    async does({ id, match: [, not] }, { by, cases, press }) {
      const isOwn = id && (await loadOwn(id, by, { cases }));
      return id && press(isOwn ? sayPlaced : sayPlacedHere, { case: id, placed: not ? 'no' : 'yes' });
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
