import type { CaseId } from '../../base/reference.ts';
import { type Events, type Hears, isSent, words } from '../../cards/meaning.ts';
import { line } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import type { EventOwned, Owned, Plain } from '../../case/part.ts';
import { linkWords } from '../../draft/next-child.ts';
import type { EventOf } from '../../history/events.ts';
import { holdersOf } from '../assessment/state.ts';
import { idWithReasons, sameChildCard } from './cards.ts';

/** Messages between cases have their own queue, so that they never hold up a message that a person waits for. */
const tellOthers = (others: { to: CaseId }[], event: number): Plain[] =>
  others.map(({ to }) => ({ to: { place: 'cases' }, message: { kind: 'link', to, event } }));

/** Those whose child has a name and a birth date or year alike. */
const sameChild = (found: EventOf<'PossibleLinksFound'>['found']) =>
  found.filter(({ why }) => why.some((each) => each.startsWith('birth')));

/** Only the MASH is told of links, and without a sound. @source R6.1.4, SR20 */
export const events = {
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
export const hears: Partial<Hears<Owned>> = {
  ReferralSubmitted: look,
  PhoneReferralLogged: look,
  InformationAdded: look,
  AddressesHeld: look, // no other case is found by it any more
  AddressShown: look,
};
