import { caseAction, type PressAnswer, type Sent } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import type { CaseId } from '../../base/reference.ts';
import { below } from '../../cards/face.ts';
import { type Events, type Hears, isSent, words } from '../../cards/meaning.ts';
import { line, plain } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import type { Refusal } from '../../case/outcome.ts';
import type { EventOwned, Owned, Plain } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { linkWords } from '../../draft/next-child.ts';
import { areSeveral } from '../../draft/several.ts';
import type { EventOf } from '../../history/events.ts';
import { holdersOf } from '../assessment/state.ts';
import { face, howLinkedCard, idWithReasons, linksCard, sameChildCard } from './cards.ts';
import { compareAction } from './compare.ts';
import { findActions, findInChat, findWords } from './find.ts';
import { linkCases, ruleOut } from './rules.ts';
import { askLink, link, links, notTheSame, startLinked } from './verbs.ts';

/** Messages between cases have their own queue, so that they never hold up a message that a person waits for. */
const tellOthers = (others: { to: CaseId }[], event: number): Plain[] =>
  others.map(({ to }) => ({ to: { place: 'cases' }, message: { kind: 'link', to, event } }));

/** Those whose child has a name and a birth date or year alike. */
const sameChild = (found: EventOf<'PossibleLinksFound'>['found']) =>
  found.filter(({ why }) => why.some((each) => each.startsWith('birth')));

/** Only the MASH is told of links, and without a sound. @source R6.1.4, SR20 */
const events = {
  PossibleLinksFound: {
    card: true,
    also: ({ found, mirrored }, { index }) => (mirrored ? [] : tellOthers(found, index)),
    hasLine: ({ found }) => sameChild(found).length > 0,
    line: ({ found }) =>
      words('MAY BE THE SAME CHILD', sameChild(found).map(idWithReasons), 'Compare both: More, Linked cases.'),
    notices: {
      // who has the first of the two hears that a second came
      sameChild: {
        to: ({ found, mirrored }, { record, referral, desk }) =>
          mirrored && referral && sameChild(found).length > 0 ? [...new Set(holdersOf(record, referral, desk))] : [],
        mayFail: true,
        card: ({ found }, { record, link }) => sameChildCard(record.id, sameChild(found), link),
      },
    },
    words: ({ found }) => ({ title: 'May be linked', text: found.map(idWithReasons).join(' · ') }),
  },
  LinkRuledOut: {
    card: true,
    also: (event, { index }) => (event.mirrored ? [] : tellOthers([event], index)),
    line: (event, { record }) => words(`Not the same: ${event.to}`, line(whoAndWhen(record, event), 'small')),
  },
  CaseLinked: {
    card: isSent,
    // no `by`: a referrer's link, mirrored by `linkBack`
    also: (event, { index }) => (event.by && !event.mirrored ? tellOthers([event], index) : []),
    line({ to, kind, by, at }, { record }) {
      const who = by
        ? `By ${whoAndWhen(record, { by, at })}, ${linkWords[kind]}`
        : `The same referrer says: ${linkWords[kind]}.`;
      return words(`Linked with ${to}`, who);
    },
  },
} satisfies Partial<Events<EventOwned>>;

const look = { also: (): Plain[] => [{ to: { place: 'cases' }, message: { kind: 'look-for-links' } }] };

/** Looks for cases about the same child or household when a referral is sent, and when information or an address is added. */
const hears: Partial<Hears<Owned>> = {
  ReferralSubmitted: look,
  PhoneReferralLogged: look,
  InformationAdded: look,
  AddressesHeld: look, // no other case is found by it any more
  AddressShown: look,
};

const where = ['mash'] as const;

/** The list of linked cases, which every press shows. The other case is told through the outbox. */
const listed = (record: CaseRecord, notice?: string): PressAnswer => ({ card: linksCard(record, notice), notice });

const onRefusal = ({ record }: Sent, _given: unknown, _at: unknown, { kind }: Refusal) =>
  kind === 'no-such-link' ? listed(record, 'That case is not on this list. Nothing was changed.') : undefined;

/** The presses on the card of linked cases. */
const actions = [
  caseAction(links, { where, does: ({ record }) => listed(record) }),
  caseAction(askLink, { where, does: ({ record }, { other }) => ({ card: howLinkedCard(record, other) }) }),
  caseAction(link, {
    where,
    onRefusal,
    does: ({ record }, { other, choice }, at) => linkCases(record.events, other, choice, at),
    after: ({ record }, { other, choice }, _, isNew) =>
      listed(record, isNew ? `Linked with ${other}, ${linkWords[choice]}.` : undefined),
  }),
  caseAction(notTheSame, {
    where,
    onRefusal,
    does: ({ record }, { other }, at) => ruleOut(record.events, other, at),
    after: ({ record }, { other }, _, isNew) => listed(record, isNew ? `Not the same: ${other}.` : undefined),
  }),
  compareAction,
  ...findActions,
];

export const linking = {
  name: 'linking',
  typed: [findWords, findInChat],
  actions,
  events,
  hears,
  face,
  async carriesOut(record, message, stores) {
    if (message.kind !== 'link' && message.kind !== 'look-for-links') return false;
    // Loaded only here, because the name comparison is slow to load.
    const { linkBack, lookForLinks, tellOtherCase } = await import('./telling.ts');
    if (message.kind === 'look-for-links') await lookForLinks(record, stores);
    else if (message.event === undefined) await linkBack(record, message.to, stores);
    else await tellOtherCase(record, { to: message.to, event: message.event }, stores);
    return true;
  },
  receipt: {
    last: ({ record }) =>
      areSeveral(record.facts.answers)
        ? [plain(['More than one child? For the next one, type “next child”.'], 'Small')]
        : [],
    buttons: { startLinked: below(startLinked, 'Start a linked referral') },
  },
} satisfies Feature;
