import { phoneCaller } from '../../base/people.ts';
import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, line, titledLines } from '../../cards/parts.ts';
import { answerInWords } from '../../cards/referral-text.ts';
import { staffName } from '../../case/record.ts';
import { phonedIn } from '../../case/referral.ts';
import { referralOf, seenAt, submittedIn } from '../../case/state.ts';
import { fieldOf } from '../../protocol/pack.ts';
import { asksForWriting } from './in-writing.ts';
import { hand, inWriting, seen, wrongCaller } from './verbs.ts';
import { phonedNotice } from './writing-cards.ts';

/** Lines in the thread for what the MASH did at its desk, and buttons for what it can do. */
export const face: Face = {
  line(record, event, pack) {
    const { answers } = record.facts;
    const name = (id: string) => staffName(record, id);
    const sent = submittedIn(referralOf(record.events));
    const phoned = sent && phonedIn(sent);
    const at = clockAndDay(event.at);
    switch (event.type) {
      case 'CaseHanded':
        return {
          title: 'Handed over',
          lines: [line(`To ${name(event.to)}`, 'bold'), line(`By ${name(event.by)}, ${at}`)],
        };
      case 'ReferralSeen':
        return { title: 'Seen', lines: [line(`By ${name(event.by)}, ${at}`)] };
      case 'PhoneReferralLogged': {
        const answer = (id: string) => answerInWords(answers, fieldOf(pack, id), pack);
        return {
          title: 'Phone referral',
          lines: [
            line(`Rang ${clockAndDay(event.calledAt)}. In writing by ${clockAndDay(event.writtenDue)}`, 'bold'),
            ...titledLines('Who rang', `${answer('name')} (${answer('agency')})`),
            line(answer('phone'), 'bold'),
            ...titledLines('What they said', answer('worry')),
            ...(event.caller ? [line('I ask them in Teams to put it in writing.', 'plain', 'Small')] : []),
            line(`Logged by ${name(event.by)}, ${at}`, 'small', 'Small'),
          ],
        };
      }
      case 'PhoneReferralConfirmed':
        return {
          title: `In writing now${phoned && event.at > phoned.writtenDue ? ' · LATE' : ''}`,
          lines: [line(`Said by ${name(event.by)}, ${at}`)],
        };
      case 'CallerTakenBack':
        return {
          title: 'Not the person in Teams who rang',
          lines: [line('I ask and tell them nothing more. Ring who rang.'), line(`Said by ${name(event.by)}, ${at}`)],
        };
      case 'CardGone':
        return { title: 'The card above was gone: here it is again', lines: [] };
      case 'ClockReached': {
        if (event.clock !== 'writtenConfirmation' || !phoned) return undefined;
        const due = clockAndDay(phoned.writtenDue);
        return {
          title: event.overdue ? `Not in writing. OVERDUE since ${due}` : `Not in writing yet. Due by ${due}`,
          lines: [line('Ring who referred, and ask for the written referral. (§8.2)')],
        };
      }
      default:
        return undefined;
    }
  },
  notice(record, event, pack) {
    return asksForWriting(event) ? phonedNotice(record, pack) : undefined;
  },
  buttons(record, referral) {
    const data = { case: record.id };
    const phoned = phonedIn(referral);
    const isOpen = referral.status !== 'decided';
    return [
      ...(isOpen && !seenAt(referral) ? [button(seen, 'Seen', data)] : []),
      ...(isOpen ? [button(hand, 'Hand to…', data)] : []),
      ...(phoned && referral.submittedBy !== phoneCaller ? [button(wrongCaller, 'Wrong person in Teams', data)] : []),
      ...(phoned?.kind === 'phoned' ? [button(inWriting, 'It is in writing now', data)] : []),
    ];
  },
};
