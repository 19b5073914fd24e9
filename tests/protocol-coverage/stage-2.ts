import { asked, field, type Requirement, statements, test, warning } from './shown-by.ts';

const conversation = (name: string, title: string) => test(`conversations/${name}`, title);

const rule = (title: string) => test('protocol-coverage/stage-2', title);

const stepByStep = conversation(
  'assessment',
  'has its assessment recorded step by step: begun, done, suspicion, specialist part, reasonable grounds',
);
const services = conversation(
  'assessment',
  'names the services of the child with social worker and plan, and who sees to what by when',
);
const grounds = test(
  'features/assessment/central',
  'can be recorded only after reasonable grounds, by the Assessment team',
);
const chased = test(
  'features/assessment/central',
  'are chased on day 20, 27 and 30, and then every week, at nine in the morning in London',
);
const apart = test(
  'features/assessment/assessment',
  'keeps the suspicion that begins the trafficking assessment apart from the finding that ends it',
);

/** What follows the decision: assessment, the central authority, disagreements, the Board; and what helps the agencies beside it. */
export const stage2: Requirement[] = [
  asked(
    'R3.5',
    'what the police were told, and notes for them on a card of their own',
    field('RF37'),
    conversation('side-records', 'that the police were told: when and with which reference; the bot has told nobody'),
    conversation('assessment', 'keeps a note for the police on a card of its own, which only that channel can open'),
  ),
  asked('R4.4', 'the trafficking assessment ends with a finding, reasons, services and support', stepByStep, apart),
  asked(
    'R4.5',
    'the central referral follows reasonable grounds, and its 30 days run',
    grounds,
    chased,
    conversation('central', 'has its outcome recorded, with who said so and when, and is then at its end'),
  ),
  asked(
    'R4.6',
    'the central authority’s reference is kept and shown',
    conversation('central', 'was sent when a person says so, with reference and day'),
  ),
  asked(
    'R6.1.1',
    'numbers for the Board, without a child',
    test('board/report', 'Decisions count as in time, late, still open or overdue'),
    test(
      'board/report',
      'A call whose form follows within 48 hours counts as in time, and exactly 48 hours is in time',
    ),
    test('board/report', 'The report holds no fact about a child, a worker or a case'),
  ),
  asked(
    'R6.1.2',
    'a place for each agency’s trafficking co-ordinator',
    conversation('contacts', 'begin with whom to ring first, and end with who is no longer there'),
    conversation('set-up', 'keeps the names of officers, co-ordinators and the Board, each change with who and when'),
  ),
  asked(
    'R6.1.4',
    'the same address, carer or phone is flagged to the MASH alone',
    conversation('linked-cases', 'flags brothers and sisters of two referrers at one address'),
    conversation('linked-cases', 'are nothing that the referrers hear of: receipt, own copy, lists'),
  ),
  asked(
    'R6.2.2',
    'assessment, services and protection are recorded, and never where the child is placed',
    services,
    conversation('assessment', 'asks nowhere for the address of a placement'),
  ),
  asked('R6.2.3', 'the specialist assessment comes before the central referral', stepByStep, grounds),
  asked('R6.7.3', 'Paladin is named for the police', rule('names Paladin to the police, without a number')),
  asked(
    'R8.3.1',
    'the child and family assessment: begun, done, level of need, services',
    stepByStep,
    test('features/assessment/assessment', 'finishes the family assessment only once it is begun'),
  ),
  asked(
    'R8.3.2',
    'the team’s suspicion and the finding are two records',
    apart,
    test('features/assessment/assessment', 'does not begin the specialist part where nobody suspects trafficking'),
  ),
  asked('R8.4.1', 'who works with the child, and since when there is a plan', services),
  asked('R8.4.2', 'a child in need is an outcome', rule('the Assessment team can record %s'), services),
  asked('R8.4.3', 'child protection procedures are an outcome', rule('the Assessment team can record %s')),
  asked('R8.4.4', 'looked after by the council is an outcome', rule('the Assessment team can record %s'), services),
  asked(
    'R8.4.5',
    'five kinds of help, each with who sees to it and by when',
    test('features/assessment/assessment', 'has its five kinds of help side by side'),
    test('features/assessment/assessment', 'needs reasons, an owner and a date where the protocol asks for them'),
  ),
  asked('R10.1.1', 'whether it is clear how the child came to the UK', stepByStep),
  asked('R10.1.2', 'a plan to protect the child, with its date', stepByStep),
  asked(
    'R10.1.4',
    'strangers at a placement are an alarm',
    warning('W11'),
    conversation(
      'side-records',
      'that a stranger was seen at the placement: the same alarm, and not where the child stays',
    ),
  ),
  asked(
    'R10.1.6',
    'who claims to be family is looked into first',
    warning('W14'),
    conversation(
      'side-records',
      'that somebody claims to be family: an alarm on the card, in the thread and to every manager',
    ),
    conversation(
      'side-records',
      'can be that somebody claims to be family: they read what not to do, and every manager is alarmed',
    ),
  ),
  asked(
    'R10.1.8',
    'the duty to report private fostering, and a report with the referral',
    warning('W19'),
    conversation(
      'private-fostering',
      'is reported with the referral, and printed for the MASH on the card and in the thread',
    ),
  ),
  asked(
    'R10.1.9',
    'the private fostering social worker, where it is not clear',
    rule('names the private fostering social worker where the arrangement cannot be told'),
  ),
  asked(
    'R10.1.10',
    'signs of private fostering and of trafficking side by side, without a conclusion',
    statements('F'),
    rule('shows the signs of private fostering and of trafficking side by side, and rules on neither'),
  ),
  asked(
    'R10.2.2',
    'a place for the protocol on missing children',
    rule('has a place for the protocol on missing children'),
  ),
  asked(
    'R12.1',
    'learning: three aims, and no stand-in for training',
    conversation('review', 'has three aims, stands in for no training, and leads to a made-up case'),
  ),
  asked(
    'R12.3',
    'practice with a made-up child, which nobody is told of',
    conversation('practice', 'begins with “practice”, and says so on every card of the short path'),
    conversation('practice', 'ends where a referral would be sent: nothing is, and the worker reads what would happen'),
    conversation(
      'practice',
      'leaves nothing: not in the store, not in the list, not in the channel, not in anybody’s chat',
    ),
  ),
  asked(
    'R13.1',
    'a disagreement is first for the managers on both sides, with a date of their own',
    conversation('disagreement', 'puts it on record at level 1, once, however often the button is pressed'),
    conversation(
      'disagreement',
      'is set by the parties; on it who raised it and the managers are reminded 1:1, by reference and date',
    ),
  ),
  asked(
    'R13.2',
    'then for senior managers',
    test(
      'features/disagreement/disagreement',
      'comes in order: managers, senior managers, people from the Board or Partnership, and no further',
    ),
  ),
  asked(
    'R13.3',
    'then for the Board, and no level is skipped',
    test('features/disagreement/disagreement', 'is never level %d after level 1, whatever a form says'),
    conversation('disagreement', 'does not skip a level: an old form says that it has moved on, and changes nothing'),
  ),
  asked(
    'R13.4',
    'every step on record, as a text for the case notes',
    conversation(
      'disagreement',
      'finds it again with the receipt, the notice, “I disagree” and “my disagreement”, as a text to copy',
    ),
  ),
  asked(
    'R13.6',
    'a disagreement stops no clock and no protection',
    test('features/disagreement/disagreement', 'no state of the referral and no other clock, whatever happens in it'),
    test('features/disagreement/disagreement', 'and the manager decides all the same'),
  ),
];
