import { asked, field, type Requirement, statements, warning } from './shown-by.ts';

const rule = (title: string) => `protocol-coverage/stage-2: ${title}`;

const stepByStep =
  'conversations/assessment: The Assessment team records each step: begun, done, suspicion, specialist part, reasonable grounds';
const services =
  'conversations/assessment: The Assessment team records the child’s services, social worker and plan, and who gives which help by when';
const grounds =
  'features/assessment/central: Only the Assessment team can record a central referral, and only after reasonable grounds';
const reminded =
  'features/assessment/central: The bot reminds the Assessment team to ask the authority on days 20, 27 and 30 and then weekly, at nine in the morning in London';
const apart =
  'features/assessment/assessment: The suspicion before the specialist assessment and the finding at its end are recorded separately';

/**
 * The requirements on what follows a referral: assessment, the central authority, disagreements and the Board, and what
 * else helps the agencies.
 */
export const stage2: Requirement[] = [
  asked(
    'R3.5',
    'what the police were told is recorded, and notes for them have a card of their own',
    field('RF37'),
    'conversations/side-records: A member records when the police were told and with which reference, and reads that the bot has told nobody',
    'conversations/assessment: Only the Assessment team’s channel can open a note for the police, which has a card of its own',
  ),
  asked('R4.4', 'the trafficking assessment ends with a finding, reasons, services and support', stepByStep, apart),
  asked(
    'R4.5',
    'the central referral follows reasonable grounds, and its 30 days run',
    grounds,
    reminded,
    'conversations/central: The Assessment team records the central answer with who gave it and when, and then nothing is due any more',
  ),
  asked(
    'R4.6',
    'the central authority’s reference is kept and shown',
    'conversations/central: The Assessment team records that it sent the central referral, with its reference and day',
  ),
  asked(
    'R6.1.1',
    'numbers for the Board, without any child',
    'board/report: Decisions count as made in time, or as later or not yet made',
    'board/report: A call whose form follows within 48 hours counts as in time, and exactly 48 hours is in time',
    'board/report: The report holds no fact about a child, a referrer or a case',
  ),
  asked(
    'R6.1.2',
    'a place for each agency’s trafficking co-ordinator',
    'conversations/contacts: The contacts card begins with whom to ring first, and names no service that no longer exists',
    'conversations/set-up: The set-up keeps the names of officers, co-ordinators and the Board, and which of them were changed',
  ),
  asked(
    'R6.1.4',
    'the same address, carer or phone is flagged to the MASH alone',
    'conversations/linked-cases: Brothers and sisters at one address are flagged, although two people referred them',
    'conversations/linked-cases: The referrers hear nothing of a link: not on the receipt, in their copy or in their lists',
  ),
  asked(
    'R6.2.2',
    'assessment, services and protection are recorded, but never where the child is placed',
    services,
    'conversations/assessment: No form of the Assessment team asks for the address of a placement',
  ),
  asked('R6.2.3', 'the specialist assessment comes before the central referral', stepByStep, grounds),
  asked(
    'R6.7.3',
    'referrers from the police read of Paladin, a specialist police team',
    rule('The contacts name Paladin to the police, without a number'),
  ),
  asked(
    'R8.3.1',
    'the child and family assessment: begun, done, level of need, services',
    stepByStep,
    'features/assessment/assessment: The Assessment team cannot finish a family assessment that it has not begun',
  ),
  asked(
    'R8.3.2',
    'the team’s suspicion and the finding are two records',
    apart,
    'features/assessment/assessment: The specialist assessment cannot begin if the team does not suspect trafficking',
  ),
  asked('R8.4.1', 'who works with the child, and since when there is a plan', services),
  asked('R8.4.2', 'a child in need is an outcome', rule('The Assessment team can record %s'), services),
  asked('R8.4.3', 'child protection procedures are an outcome', rule('The Assessment team can record %s')),
  asked('R8.4.4', 'looked after by the council is an outcome', rule('The Assessment team can record %s'), services),
  asked(
    'R8.4.5',
    'five kinds of help, each with who sees to it and by when',
    'features/assessment/assessment: The Assessment team can record all five kinds of help side by side',
    'features/assessment/assessment: The assessment forms require reasons, an owner and a date where the protocol asks for them',
  ),
  asked('R10.1.1', 'whether it is clear how the child came to the UK', stepByStep),
  asked('R10.1.2', 'a plan to protect the child, with its date', stepByStep),
  asked(
    'R10.1.4',
    'strangers at a placement are an alarm',
    warning('W11'),
    'conversations/side-records: “Visitor or stranger” is the same alarm, and asks not to write where the child stays',
  ),
  asked(
    'R10.1.6',
    'somebody who claims to be family is checked first',
    warning('W14'),
    'conversations/side-records: “Claims to be family” is an alarm on the card, in the thread and to every manager',
    'conversations/side-records: A referrer who says that somebody claims to be family reads what not to do, and every manager is alarmed',
  ),
  asked(
    'R10.1.8',
    'the duty to report private fostering, and a report with the referral',
    warning('W19'),
    'conversations/private-fostering: Private fostering is reported with the referral, and the MASH reads it on the card and in the thread',
  ),
  asked(
    'R10.1.9',
    'the private fostering social worker is named if the arrangement is unclear',
    rule('If the care arrangement is unclear, the bot names the private fostering social worker'),
  ),
  asked(
    'R10.1.10',
    'signs of private fostering and of trafficking side by side, without a conclusion',
    statements('F'),
    rule(
      'If the care arrangement is unclear, the bot shows the signs of private fostering and of trafficking side by side, and rules on neither',
    ),
  ),
  asked(
    'R10.2.2',
    'a place for the protocol on missing children',
    rule('The contacts have a place for the protocol on missing children'),
  ),
  asked(
    'R12.1',
    'learning has three aims and does not replace training',
    'conversations/advice: “learn” shows three aims, says that it is no substitute for training, and leads to a made-up case',
  ),
  asked(
    'R12.3',
    'practice with a made-up child that nobody is told about',
    'conversations/practice: Practice begins with the word “practice”, and every card has the practice banner',
    'conversations/practice: “Submit referral” sends nothing in practice, and the referrer reads what would happen',
    'conversations/practice: A practice leaves nothing in the store, in the list, in the channel or in anybody else’s chat',
  ),
  asked(
    'R13.1',
    'a disagreement goes first to the managers on both sides, who set a date',
    'conversations/disagreement: A disagreement is recorded once, at level 1, however often the button is pressed',
    'conversations/disagreement: The parties set the date of a disagreement, and on that day the managers and whoever raised it are reminded',
  ),
  asked(
    'R13.2',
    'an unsettled disagreement then goes to senior managers',
    'features/disagreement/disagreement: A disagreement goes in order to managers, senior managers and people from the Board or Partnership',
  ),
  asked(
    'R13.3',
    'after senior managers, a disagreement goes to the Board, and no level is skipped',
    'features/disagreement/disagreement: A disagreement never goes from level 1 to level %d, whatever a form says',
    'conversations/disagreement: A disagreement cannot skip a level: an old form says that it has moved on, and changes nothing',
  ),
  asked(
    'R13.4',
    'every step on record, as a text for the case notes',
    'conversations/disagreement: The referrer finds the disagreement again, as a text to copy, from the receipt, the notice and by typing',
  ),
  asked(
    'R13.6',
    'a disagreement stops no clock and no protection',
    'features/disagreement/disagreement: A disagreement changes neither the state of the referral nor any other clock, whatever happens in it',
    'features/disagreement/disagreement: A manager can decide while a disagreement is open',
  ),
];
