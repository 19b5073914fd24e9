import type { Part } from '../../case/part.ts';
import type { ToTell } from '../../case/react.ts';
import { isShown } from '../../case/shown.ts';
import { referralOf, submittedIn } from '../../case/state.ts';

/**
 * Nothing is erased in silence: the cards that showed facts say that they are gone, and what the bot wrote into threads and chats is
 * replaced. Whoever wrote a draft reads it in their list.
 */
export const part: Part = {
  react(event, index, { record }) {
    const mash = { place: 'mash' as const };
    const card: ToTell = { to: mash, message: { kind: 'case-card' } };
    const line: ToTell = { to: mash, message: { kind: 'line', event: index } };
    const author = { person: record.author };
    const sent = submittedIn(referralOf(record.events));
    switch (event.type) {
      case 'LegalHoldSet':
      case 'LegalHoldReleased':
        return sent ? [card, line] : [];
      case 'FactsErased': {
        const shown = isShown(record) ? [card] : [];
        if (!sent) return [...shown, { to: author, message: { kind: 'clear-draft' } }];
        const team: ToTell = { to: { place: 'assessment' }, message: { kind: 'assessment-card' } };
        const clearing = (to: ToTell['to']): ToTell => ({ to, message: { kind: 'clear-draft' } });
        const passedOn = record.said.assessment ? [team, clearing(team.to)] : [];
        const inThread = [...shown, line, clearing(mash), ...passedOn];
        return [...inThread, { to: author, message: { kind: 'receipt' } }, clearing(author)];
      }
      default:
        return [];
    }
  },
};
