import { whereToRing } from '../../cards/contact.ts';
import { button, type Card, coloured, line, mixed, plain, referrerCard, ring } from '../../cards/parts.ts';
import { contacts, myReferrals, start } from '../../cards/verbs.ts';
import { advisers } from '../../check/advice-order.ts';
import { warningsAt } from '../../check/shown-when.ts';
import type { Pack } from '../../protocol/pack.ts';
import { type AdviceReader, anyReader } from './cards.ts';
import { advice, learn, speaking } from './verbs.ts';

type AdviceAnswers = Pick<AdviceReader, 'answers'>;

/**
 * Advice that needs no name, form or consent: whom to ring about what, and what to have ready.
 * @source Protocol 7, 8.1, 11
 */
export function adviceCard(pack: Pack, { answers }: AdviceAnswers = anyReader): Card {
  const { heading, lines, ready } = pack.advice;
  const blocks = advisers(pack, answers).map(({ contact, when }) =>
    plain([line(when, 'bold'), line(contact.name), ...whereToRing(contact)]),
  );
  const introLines = lines.map((text) => line(text, 'plain', 'Small'));
  const items = ready.map((text) => line(`• ${text}`));
  return referrerCard({
    summary: 'MASH Referrals: advice',
    heading,
    blocks: [
      plain(introLines, 'Small'),
      ...blocks,
      ...(ready.length > 0 ? [coloured('emphasis', [line('Have this ready when you ring', 'bold'), ...items])] : []),
    ],
    notes: [line('Still worried? You can start a check now.', 'bold', 'Medium')],
    rows: [
      { spacing: 'Small', buttons: [button(start, 'Start a check', {}, { style: 'positive' })] },
      [button(speaking, 'Before you speak to the child')],
      [button(contacts, 'Contacts'), button(myReferrals, 'My referrals')],
      [button(learn, 'Learn')],
    ],
    emergency: pack.emergency,
  });
}

/** What to keep in mind when speaking to the child. @source Protocol 9 */
export function speakingCard(pack: Pack, { answers }: AdviceAnswers = anyReader): Card {
  return referrerCard({
    summary: 'MASH Referrals: before you speak to the child',
    heading: 'Before you speak to the child',
    blocks: [
      plain([line('Take your time and listen. You do not need the whole story to ask for help.', 'bold')], 'Small'),
      ...warningsAt(pack, 'speaking', answers).map(({ strong, text, section }) =>
        plain([mixed('None', ['bold', strong ? `${strong} ` : ''], text, ['small', ` (§${section})`])], 'Small'),
      ),
    ],
    rows: [
      [button(start, 'Start a check', {}, { style: 'positive' }), button(advice, 'I only want advice')],
      [button(contacts, 'Contacts')],
    ],
    after: ring('Rather talk to someone first? Ring', pack.phones.urgent),
    emergency: pack.emergency,
  });
}
