import type { Feature } from '../../actions/feature.ts';
import type { Hears } from '../../cards/meaning.ts';
import type { CouncilEvent } from '../../case/outbox.ts';
import type { EventAt, Owned, Plain } from '../../case/part.ts';
import { isShown } from '../../case/standing.ts';
import { type CaseEvent, happened } from '../../history/events.ts';
import { assessmentOf } from '../assessment/state.ts';
import { isClosed, opensClosed } from '../closing/state.ts';

/** @returns what the council's own system hears of an event; undefined if nothing */
type Rule = (event: CaseEvent, at: EventAt) => CouncilEvent | undefined;

/** Tells the council's own system, if its address is set up. */
const tells = (...rules: Rule[]) => ({
  also(event: CaseEvent, at: EventAt): readonly Plain[] {
    const { council: address } = at.desk;
    if (!address) return [];
    return rules.flatMap((rule) => {
      const what = rule(event, at);
      return what ? { to: { place: 'council' }, message: { kind: 'council', event: at.index, what, address } } : [];
    });
  },
});

const is = (what: CouncilEvent) => tells(() => what);
const openedAgain: Rule = (_, { record }) => (isClosed(record.events) ? 'reopened' : undefined);

const passedOn: Rule = (event, { record: { events } }) => {
  const [before, after] = [events, [...events, event]].map((each) => assessmentOf(each).passed.kind);
  return before !== 'yes' && after === 'yes' ? 'passed-on' : undefined;
};

/**
 * All that the council's own system hears. It says which case, what happened and when; what a case is about leaves only in
 * the file that somebody asks for by a press.
 */
const hears: Partial<Hears<Owned>> = {
  ...Object.fromEntries(opensClosed.map((type) => [type, tells(openedAgain)])),
  WaitsUnwritten: tells((_, { record }) => (happened(record.events, 'WaitsUnwritten') ? undefined : 'begun')),
  PhoneReferralLogged: is('begun'),
  ReferralSubmitted: tells(() => 'sent', openedAgain),
  ReferralTaken: is('taken'),
  DecisionRecorded: tells(() => 'decided', passedOn),
  DecisionCorrected: tells(() => 'corrected', passedOn),
  DecisionReopened: is('reopened'),
  CaseClosed: is('closed'),
  JoinedInto: is('joined'),
  JoinUndone: tells((_, { record }) => (record.status === 'joined' ? 'reopened' : undefined)),
  FactsErased: tells((_, { record }) => (isShown(record) ? 'erased' : undefined)),
};

/** The council's own system is the record: it hears at once that something happened. */
export const council = { name: 'council', hears } satisfies Feature;
