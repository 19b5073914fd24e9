import type { CaseId } from '../../base/reference.ts';
import type { OutboxMessage, Recipient } from '../../case/outbox.ts';
import type { Part } from '../../case/part.ts';
import type { Outgoing } from '../../case/react.ts';

const mash: Recipient = { place: 'mash' };
/** Messages between cases have their own queue, so that they never hold up a message that a person waits for. */
const betweenCases = (message: OutboxMessage): Outgoing => ({ to: { place: 'cases' }, message });
const card: Outgoing = { to: mash, message: { kind: 'case-card' } };

/**
 * Looks for cases that may be about the same child or household, when a referral is sent and again when information is
 * added. Only the MASH is told, and quietly: the card changes, and the thread gets a line only when a person links
 * cases or rules a link out.
 * @source R6.1.4, SR20
 */
export const part: Part = {
  react(event, index) {
    const tellOthers = (to: CaseId[]) => to.map((each) => betweenCases({ kind: 'link', to: each, event: index }));
    switch (event.type) {
      case 'ReferralSubmitted':
      case 'PhoneReferralLogged':
      case 'InformationAdded':
        return [betweenCases({ kind: 'look-for-links' })];
      case 'PossibleLinksFound':
        return [card, ...(event.mirrored ? [] : tellOthers(event.found.map(({ to }) => to)))];
      case 'LinkRuledOut':
        return [
          card,
          { to: mash, message: { kind: 'line', event: index } },
          ...(event.mirrored ? [] : tellOthers([event.to])),
        ];
      case 'CaseLinked': // see `case/react.ts` for card and line. No `by`: a referrer’s link, mirrored by `linkBack`
        return event.by && !event.mirrored ? tellOthers([event.to]) : [];
      default:
        return [];
    }
  },
};
