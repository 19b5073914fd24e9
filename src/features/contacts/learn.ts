import { button, type Card, coloured, line, plain, referrerCard } from '../../cards/parts.ts';
import { contacts } from '../../cards/verbs.ts';
import { formOf, type Pack } from '../../protocol/pack.ts';
import { practice } from '../wizard/verbs.ts';
import { advice, speaking } from './verbs.ts';

const aims: [string, string][] = [
  ['1. Recognise it', 'Know that children are trafficked, and what your part is in stopping it.'],
  ['2. Spot the child', 'See who may have been brought into the UK, or moved inside it. Both count.'],
  ['3. Assess and refer', 'Look at what the child needs, and get them to those who can help.'],
];

/** What training is for, and a made-up case to practise on. @source Protocol 12 */
export function learnCard(pack: Pack): Card {
  const officer = formOf(pack, 'officer')?.title.toLowerCase() ?? '';
  return referrerCard({
    summary: 'MASH Referrals: learn',
    heading: 'Learn',
    blocks: [
      plain([line('Training on child trafficking has three aims. (§12)', 'bold')], 'Small'),
      ...aims.map(([title, text]) => plain([line(title, 'bold'), line(text)], 'Small')),
      coloured('emphasis', [
        line('I am no substitute for training.', 'bold'),
        line(`Your agency arranges it. Ask your manager or your ${officer}.`),
      ]),
      plain([line('You can practise here with a made-up child. Nothing is sent, and nobody is told.')]),
    ],
    rows: [
      [button(practice, 'Practise', {}, { style: 'positive' }), button(speaking, 'Before you speak to the child')],
      [button(advice, 'I only want advice'), button(contacts, 'Contacts')],
    ],
    emergency: pack.emergency,
  });
}
