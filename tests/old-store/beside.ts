import type { Person } from '../conversations/person.ts';
import { caseCard, currentCard, decides, receipt, referenceInButtons, referenceOn } from '../conversations/walks.ts';
import type { World } from '../conversations/world.ts';
import type { Filled } from '../fakes/filling-in.ts';
import { profiles } from '../fakes/people.ts';
import { arrives, asks, type Cases, pressesUnderMore } from './life.ts';

// Calls that the MASH logs, and what it records beside a referral.

async function logs(world: World, person: Person, filled: Filled): Promise<string> {
  const form = await asks(person, 'log a phone referral');
  await form.presses('Open the form');
  await form.presses('Log it', {
    'Who rang': 'Nina Berg',
    'Their agency': 'Police',
    'Their phone': '01632 960 099',
    Urgent: 'No',
    'What did they say': 'A girl locked in a flat.',
    ...filled,
  });
  const reference = referenceOn(form);
  await world.until(() => caseCard(world.mo, reference).sees());
  return reference;
}

export async function phoned(world: World): Promise<Cases> {
  const { jane, mo, pat, ana, until } = world;
  // Long enough ago that the clock has reached its first mark.
  const byPhone = await logs(world, pat, { 'When did they ring': '13 hours ago', 'Child’s name': 'Girl Fluorite' });
  await pressesUnderMore(pat, byPhone, ['It is in writing now']);
  await decides(mo, byPhone);
  await until(() => caseCard(ana, byPhone).sees().buttons.includes('I have told them'));
  await caseCard(ana, byPhone).presses('I have told them');
  const inTeams = { 'When did they ring': 'just now', 'If they use Teams': profiles.jane.objectId };
  const notThem = await logs(world, pat, inTeams);
  const youRang = () => jane.on((card) => card.headings.includes('You rang the MASH'));
  await until(() => youRang().sees());
  await youRang().presses('It was not me');
  const written = await logs(world, pat, inTeams);
  await caseCard(pat, written).presses('More');
  await caseCard(pat, written).presses('Back to the card');
  await until(
    () => youRang().sees().buttons.includes('Put it in writing') && referenceInButtons(youRang()) === written,
  );
  await youRang().presses('Put it in writing');
  const form = () => jane.on((card) => card.headings.includes('Put it in writing'));
  await until(() => form().sees());
  await form().presses('Send to the MASH', { 'What worries you?': 'Locked in since Friday.' });
  return { byPhone, notThem, written };
}

export async function beside(world: World): Promise<Cases> {
  const { jane, mo, pat, until } = world;
  const reference = await arrives(world, 'jane', { 'Child’s name': 'Girl Garnet' });
  await receipt(jane, reference).presses('Child is missing');
  await currentCard(jane).presses('Tell the MASH', { 'Do the police': 'Yes', 'When, their': '14:20, reference 7' });
  await currentCard(jane).presses('The child is found', { 'When, their': 'At the station' });
  const inWords = { 'In your words': 'A man with a van.' };
  const records: [string, Filled][] = [
    ['Police informed', { 'When were they': '10 minutes ago', 'Police reference': 'CAD 4711' }],
    ['Claims to be family', inWords],
    ['Visitor or stranger', inWords],
    ['New information', inWords],
    ['Child is missing', { 'Do the police': 'Not yet', 'Since when': 'Noon' }],
  ];
  for (const [title, filled] of records) await pressesUnderMore(pat, reference, [title, 'Record it'], filled);
  await until(() => caseCard(mo, reference).sees().text.includes('SOMEBODY CLAIMS TO BE FAMILY'));
  await pressesUnderMore(pat, reference, ['Seen']);
  await caseCard(pat, reference).presses('Take this referral');
  await until(() => caseCard(mo, reference).sees().text.includes('taken by Pat Lee'));
  await pressesUnderMore(mo, reference, ['Hand to…', 'Hand over'], { 'Who takes it over': 'Ana Silva' });
  return { beside: reference };
}
