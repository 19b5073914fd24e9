import type { CaseId } from '../../base/reference.ts';
import type { OutboxMessage, Recipient } from '../../case/outbox.ts';
import type { Part } from '../../case/part.ts';
import type { Outgoing } from '../../case/react.ts';

const mash: Recipient = { place: 'mash' };
/** A conversation of its own: what goes on between cases holds up nothing that a person waits for. */
const cases = (message: OutboxMessage): Outgoing => ({ to: { place: 'cases' }, message });
const card: Outgoing = { to: mash, message: { kind: 'case-card' } };

/**
 * Cases that may be of one child or household: looked for once a referral is sent and again when something is added. It is told to the
 * MASH alone, and quietly: the card changes, and only what a person says of it gets a line in the thread.
 * @source Trace R6.1.4, SR20
 */
export const part: Part = {
  react(event, index) {
    const others = (to: CaseId[]) => to.map((each) => cases({ kind: 'link', to: each, event: index }));
    switch (event.type) {
      case 'ReferralSubmitted':
      case 'PhoneReferralLogged':
      case 'InformationAdded':
        return [cases({ kind: 'look-for-links' })];
      case 'PossibleLinksFound':
        return [card, ...(event.mirrored ? [] : others(event.found.map(({ to }) => to)))];
      case 'LinkRuledOut':
        return [
          card,
          { to: mash, message: { kind: 'line', event: index } },
          ...(event.mirrored ? [] : others([event.to])),
        ];
      case 'CaseLinked': // its card and line are told as those of one that the referrer linked
        return event.by && !event.mirrored ? others([event.to]) : [];
      default:
        return [];
    }
  },
};
