import type { Pack } from '../protocol/pack.ts';
import { button, coloured, line, plain, ring, section } from './parts.ts';
import { type Card, type Row, referrerCard } from './template.ts';

/** What the bot is for, in the words of somebody who has a minute. @source Protocol 1, 2, 3, 8.2 */
export function welcomeCard(pack: Pack): Card {
  return referrerCard({
    summary: 'MASH Referrals: ready when you are',
    top: [],
    heading: 'MASH Referrals',
    headingSize: 'ExtraLarge',
    blocks: [
      plain(
        [
          line('Worried that a child may have been trafficked or is being exploited?', 'bold'),
          line(
            'I help you check what you have seen, decide about consent, and get a written referral to the MASH. A MASH manager decides within 24 hours and I tell you what they will do.',
            'plain',
            'Small',
          ),
        ],
        'Small',
      ),
      coloured('emphasis', [line('You do not have to be sure. You do not need proof.', 'bold')]),
    ],
    inputs: [],
    rows: [
      {
        spacing: 'Medium',
        buttons: [button('Start a check', 'start', {}, { style: 'positive' }), button('I only want advice', 'advice')],
      },
      {
        spacing: 'Small',
        buttons: [button('My referrals', 'my-referrals'), button('Contacts', 'contacts')],
      },
    ],
    after: ring('No answer within a minute? Ring', pack.phones.urgent, 'bold', 'Medium'),
    emergency: pack.emergency,
  });
}

const home: Row = {
  spacing: 'Medium',
  buttons: [button('Start a check', 'start', {}, { style: 'positive' }), button('My referrals', 'my-referrals')],
};

/** Whom to ring. A number that nobody has confirmed says so. @source Protocol Appendix 1 */
export function contactsCard(pack: Pack): Card {
  return referrerCard({
    summary: 'MASH Referrals: contacts',
    top: [],
    heading: 'Contacts',
    headingSize: 'Large',
    blocks: [
      ...pack.contacts.map((contact) =>
        section(contact.name, [line(contact.phone, 'large'), line(contact.note, 'small')]),
      ),
      plain([line(pack.hours, 'small', 'Small')]),
    ],
    inputs: [],
    rows: [home],
    after: [],
    emergency: pack.emergency,
  });
}

/** Advice without a name, a form or consent. @source Protocol 7, 8.1, 11 */
export function adviceCard(pack: Pack): Card {
  const lines = pack.contacts.filter((contact) => contact.when !== 'always');
  return referrerCard({
    summary: 'MASH Referrals: advice',
    top: [],
    heading: 'Talk it through first',
    headingSize: 'Large',
    blocks: [
      plain(
        [line('You need no consent to ask for advice, and no names. Say what you have seen and what worries you.')],
        'Small',
      ),
      ...lines.map((contact) =>
        plain([line(contact.name), line(contact.phone, 'large'), line(contact.note, 'small')], 'Medium'),
      ),
      plain([line('You can refer without asking for advice. If you are still worried, start a check.', 'bold')]),
    ],
    inputs: [],
    rows: [home],
    after: [],
    emergency: pack.emergency,
  });
}

/** A few lines that help on, wherever nothing else fits: there is no dead end. */
export function helpCard(
  pack: Pack,
  { heading, lines, rows = [home] }: { heading: string; lines: string[]; rows?: Row[] },
): Card {
  return referrerCard({
    summary: 'MASH Referrals',
    top: [],
    heading,
    headingSize: 'Large',
    blocks: [
      plain(
        lines.map((text) => line(text, 'plain', 'Small')),
        'Small',
      ),
    ],
    inputs: [],
    rows,
    after: ring('Rather talk to someone? Ring', pack.phones.urgent),
    emergency: pack.emergency,
  });
}
