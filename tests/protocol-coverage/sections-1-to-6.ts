import { agencies } from './catalogue.ts';
import {
  agencyReaches,
  asked,
  basis,
  emptyField,
  emptyList,
  field,
  fullCheckOfUkChild,
  noHurdle,
  people,
  type Requirement,
  reminded,
  rule,
  statements,
  test,
  warning,
} from './shown-by.ts';

/** Sections 1 to 6: who uses it, for which children, and what is looked for. */
export const sections1to6: Requirement[] = [
  asked(
    'R1.1',
    'say on the first card what trafficking is, inside a country too',
    rule('The first card says what trafficking is: moving a child into a country or within it, to use the child'),
  ),
  asked(
    'R1.2',
    'never call a suspected case low harm',
    test('cards/reading', 'No card uses words that judge the child or the referrer'),
    test('protocol/pack', 'The shipped pack never weighs a child: it has no word of score, rating or threshold'),
  ),
  asked(
    'R1.3',
    'let a referrer send what they have, and add to it later',
    noHurdle,
    test(
      'conversations/adding',
      'An indicator check sent later comes into the thread as an addition, and onto the shared card',
    ),
    test(
      'conversations/information',
      'Added information reaches the MASH in the referrer’s own words, with the time, beside the referral as it was sent',
    ),
  ),
  asked(
    'R1.4',
    'say on the first card what the bot is for',
    rule(
      'The first card says what the bot is for: to check, to decide about consent, to refer, and to hear what will be done',
    ),
  ),
  asked(
    'R2.1',
    'a concern is enough, and no proof is needed',
    rule('The first card asks for a worry and not for proof'),
    noHurdle,
  ),
  asked(
    'R2.2',
    'every kind of agency is named and gets its own list',
    test('conversations/whole-check', 'A referrer of %s sees the lists of their own agency, each with its number'),
  ),
  asked('R2.3', 'one way to the MASH for all agencies', ...agencies.map(agencyReaches)),
  asked(
    'R2.4',
    'help with lawful sharing on the way',
    basis('LB'),
    test(
      'conversations/consent',
      'The consent form offers the likely reason, the number for advice, and the lawful bases with none ticked',
    ),
  ),
  asked(
    'R3.1',
    'the child’s welfare comes first, on the first card and for the manager',
    rule('The first card says that the child’s welfare comes first'),
    rule('The decision form reminds the manager that the child’s welfare comes first'),
  ),
  asked(
    'R3.2',
    'immigration status is never required and changes nothing',
    rule('The question about immigration status is optional, and its answer opens or closes no card'),
    rule('The question about immigration status says that every child has a right to all services'),
  ),
  asked(
    'R3.3',
    'a decision can say that the child is to be protected at once, and how',
    rule(
      'A manager can pass the case to the Assessment team or choose other action, and describe immediate protection',
    ),
    test('case/commands', 'A decision records what will be done and why, who decided and when'),
  ),
  asked(
    'R3.4',
    'a referral goes out at once, at any hour',
    test('case/react', 'The whole written referral is posted in as many numbered parts as it needs'),
    test(
      'conversations/story',
      'The receipt has the reference, when it was sent, by when the MASH decides, and whom to ring',
    ),
    test('case/clocks', 'The 24 hours include bank holidays: a referral sent on Christmas Eve is due on Christmas Day'),
  ),
  asked(
    'R3.6',
    'neutral words for the person acting as carer',
    test('cards/reading', 'The bot calls the carer a person acting as carer, and never a suspect or an offender'),
    warning('W17'),
  ),
  asked(
    'R3.7',
    'plain and accessible, and nothing personal demanded',
    test('cards/cards', 'Every input has a label, says so if it is required, and has its own id (sample “%s”)'),
    test('cards/reading', 'A card ${where} is for a reading age of 12'),
    test('protocol/pack', 'The only required answers are who refers, when they rang, and what was done about consent'),
  ),
  asked(
    'R4.1',
    'help on what counts as trafficking',
    rule('The first card says what trafficking is: moving a child into a country or within it, to use the child'),
  ),
  asked(
    'R4.2',
    'the same protection whatever the immigration status',
    rule('The question about immigration status says that every child has a right to all services'),
    warning('W16'),
  ),
  asked(
    'R4.3',
    'the referral goes to Children’s Services, through the MASH',
    test(
      'conversations/story',
      'The thread has the whole written referral, each field with its answer, “Left empty” or “Not asked”',
    ),
  ),
  asked(
    'R4.7',
    'the bot never says whether a child was trafficked',
    test(
      'cards/reading',
      'The bot never says that a child is or is not a victim, and never advises to wait or not to refer',
    ),
  ),
  asked('R5.1.1', 'the seven forms of control', statements('K'), emptyList('control')),
  asked('R5.1.2', 'the seven purposes, and “not known”', statements('U'), emptyList('purposes')),
  asked(
    'R5.1.3',
    'what the child agreed to does not matter',
    warning('W01'),
    test('conversations/consent', 'The consent question warns of the danger of asking before it asks what was done'),
  ),
  asked('R5.1.4', 'the people of concern may be one or several, in free words', people, statements('R')),
  asked('R5.1.5', 'how it may have begun', statements('R'), emptyList('recruitment')),
  asked(
    'R5.2.1',
    'the eleven signs on arrival, unless the child is known not to come from abroad',
    statements('T'),
    test('check/steps', 'The list about arrival is shown unless the child is known not to come from abroad'),
  ),
  asked('R5.2.2', 'a referrer of another partner, such as the border, can use it', agencyReaches('other')),
  asked(
    'R5.2.3',
    'immigration status in free words, and whether asylum is sought',
    field('RF11'),
    field('RF34'),
    emptyField('RF11'),
  ),
  asked(
    'R5.2.4',
    'asylum or care never lowers a concern; one press reports the child missing',
    warning('W12'),
    test(
      'conversations/missing',
      'One press tells the MASH that the child is missing: on the card, in the thread and to every manager',
    ),
    statements('L'),
  ),
  asked(
    'R5.3.1',
    'the 24 general signs, each seen, suspected, not seen or not known, without a sum',
    statements('G'),
    test('cards/cards', 'The summary of the indicator check counts no ticks'),
    test('check/answer', 'A list sent without a tick counts as done'),
  ),
  asked('R5.4.1', 'the nine signs of harm in a list of their own', statements('S')),
  asked(
    'R5.4.2',
    'an untreated injury brings the warning to get medical help first',
    rule('A serious or untreated injury, seen or suspected, brings the warning to get medical help first'),
    warning('W22'),
  ),
  asked('R6.1.3', 'the designated officer’s name is kept with the referral', field('RF21'), fullCheckOfUkChild),
  asked(
    'R6.2.1',
    'every referral reaches the MASH; none is refused',
    noHurdle,
    test(
      'conversations/restart',
      'A referral that was sent just before a kill is posted once, and the 24 hours have not moved',
    ),
  ),
  asked('R6.3.1', 'the eleven signs for health', statements('H'), warning('W18')),
  asked(
    'R6.3.2',
    'every address, in the UK and abroad',
    field('RF26'),
    reminded('health: in the UK'),
    test(
      'conversations/agency-paths',
      'A referrer from %s gets that agency’s form and no other, and the MASH reads the answers',
    ),
  ),
  asked(
    'R6.3.3',
    'seen before, same address, same carer',
    field('RF27'),
    reminded('health: seen'),
    test(
      'conversations/linked-cases',
      'Brothers and sisters at one address are flagged, although two people referred them',
    ),
    test('features/linking/score', 'The bot names every reason why two cases may be linked, the strongest first'),
  ),
  asked(
    'R6.3.4',
    'short enough for a short visit, and saved on the way',
    test('conversations/story', 'The first check takes seven presses from “Start a check” to the receipt'),
    test(
      'conversations/restart',
      'After a kill in the middle of a check every answer is there, and the check goes on where it was',
    ),
  ),
  asked('R6.4.1', 'the five signs for schools', statements('E')),
  asked(
    'R6.4.2',
    'the county’s policy for children who leave the school roll',
    reminded('education: missing-from-roll'),
    field('RF28'),
  ),
  asked(
    'R6.4.3',
    'documents copied and relationship checked at enrolment',
    reminded('education: copies'),
    reminded('education: how child'),
    field('RF28'),
    test(
      'conversations/agency-paths',
      'A referrer from %s gets that agency’s form and no other, and the MASH reads the answers',
    ),
  ),
  asked('R6.4.4', 'where the copies are kept', reminded('education: Where are'), field('RF28')),
  asked('R6.4.5', 'which service manager knows of a pattern', reminded('education: which service'), field('RF28')),
  asked('R6.5.1', 'the seven signs for housing', statements('D')),
  asked(
    'R6.5.2',
    'a private fostering arrangement opens its questions',
    test(
      'check/steps',
      'The details ask about private fostering, and then say whether it looks like that, if %s is ticked',
    ),
    test(
      'conversations/private-fostering',
      'A child living with somebody who is not close family brings the questions on private fostering, with the duty to report',
    ),
  ),
  asked(
    'R6.5.3',
    'an address may be referred without a known child',
    reminded('housing: which address'),
    noHurdle,
    test(
      'conversations/agency-paths',
      'A referrer from %s gets that agency’s form and no other, and the MASH reads the answers',
    ),
  ),
  asked('R6.6.1', 'the six signs for youth support', statements('Y')),
  asked('R6.6.2', 'write what is known; gaps are fine', reminded('youth: Gaps')),
  asked(
    'R6.6.3',
    'where claimed parents may be involved, do not seek consent',
    warning('W05'),
    test(
      'check/consent',
      'If those who claim to be the parents may be involved, the suggestion is not to ask the carer for consent',
    ),
    test(
      'conversations/agency-paths',
      'Where claimed parents may be involved the consent form starts at “Not sought”, and names the advice line',
    ),
  ),
  asked('R6.6.4', 'offences are a sign of harm, no reason to leave a child out', reminded('youth: sign of harm')),
  asked(
    'R6.7.1',
    'the police refer the same way, with their reference',
    field('RF25'),
    agencyReaches('police'),
    statements('P'),
    test(
      'conversations/agency-paths',
      'A referrer from %s gets that agency’s form and no other, and the MASH reads the answers',
    ),
  ),
  asked(
    'R6.7.2',
    'danger first; police protection makes a referral urgent',
    test(
      'conversations/danger',
      '“Yes, now” brings the numbers before any box to fill in, and says that the bot has rung nobody',
    ),
    test(
      'conversations/agency-paths',
      'The card of a child in police protection says URGENT, and when the protection began',
    ),
  ),
  asked(
    'R6.8.1',
    'voluntary groups see the lists for everybody',
    test('conversations/whole-check', 'A referrer of %s sees the lists of their own agency, each with its number'),
  ),
  asked('R6.8.2', 'voluntary groups refer the same way', agencyReaches('voluntary')),
];
