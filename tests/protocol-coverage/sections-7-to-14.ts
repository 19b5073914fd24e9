import {
  appendix,
  asked,
  basis,
  emptyField,
  emptyList,
  field,
  fullCheckOfUkChild,
  noHurdle,
  type Requirement,
  rule,
  statements,
  test,
  warning,
} from './shown-by.ts';

/** Sections 7 to 14 and the appendix: advice, referral, decision, practice, sharing. */
export const sections7to14: Requirement[] = [
  asked(
    'R7.1',
    'the UKHTC among the contacts, with what it did',
    appendix('United Kingdom Human'),
    test(
      'conversations/contacts',
      'The contacts card begins with whom to ring first, and ends with services that no longer exist',
    ),
  ),
  asked(
    'R7.2',
    'CEOP comes first if sexual exploitation is suspected',
    appendix('CEOP'),
    test('conversations/advice', 'The advice card puts CEOP first when the referrer suspects sexual exploitation'),
  ),
  asked(
    'R7.3',
    'the NSPCC for somebody who is unsure',
    appendix('NSPCC'),
    test(
      'conversations/advice',
      '“I only want advice” asks nothing, and says whom to ring, for what, and what to have ready',
    ),
  ),
  asked(
    'R7.4',
    'the Refugee Council comes first if asylum is sought',
    appendix('Refugee Council'),
    rule('The Refugee Council comes first in the advice for a child who is here without family and seeks asylum'),
  ),
  asked('R8.1.1', 'talk to the designated officer; never a condition', field('RF21'), emptyField('RF21'), noHurdle),
  asked(
    'R8.1.2',
    'act soon; a draft is not forgotten',
    warning('W02'),
    test('conversations/nudges', 'The author of an idle check is reminded twice, without a word of the child'),
  ),
  asked(
    'R8.1.3',
    'normally consent is sought',
    test(
      'conversations/consent',
      'A referral is sent where consent %s, and the card and the receipt say whether the carer knows',
    ),
    test('check/consent', 'There is no suggestion if nothing speaks against asking'),
  ),
  asked(
    'R8.1.4',
    'the warning comes before the question about consent',
    test('conversations/consent', 'The consent question warns of the danger of asking before it asks what was done'),
    warning('W03'),
    warning('W04'),
  ),
  asked(
    'R8.1.5',
    'the advice line is offered, and its advice is kept',
    test(
      'conversations/consent',
      'The consent form offers the likely reason, the number for advice, and the lawful bases with none ticked',
    ),
    field('RF22'),
  ),
  asked(
    'R8.2.1',
    'a written referral that can be read without the bot',
    test(
      'conversations/story',
      'The thread has the whole written referral, each field with its answer, “Left empty” or “Not asked”',
    ),
    test(
      'conversations/limits',
      'A long text within the limit reaches the MASH whole, in numbered parts in the thread',
    ),
  ),
  asked(
    'R8.2.2',
    'every field, and “Left empty” where there is a gap',
    field('RF'),
    emptyField('RF'),
    emptyList('control'),
    emptyList('purposes'),
    emptyList('recruitment'),
  ),
  asked(
    'R8.2.3',
    'urgent: ring first, and write within 48 hours',
    test(
      'conversations/danger',
      '“Yes, now” brings the numbers before any box to fill in, and says that the bot has rung nobody',
    ),
    test(
      'case/clocks',
      'The caller is reminded to write at 24, 40 and 46 hours, and every four hours once it is overdue',
    ),
    test(
      'conversations/nudges',
      'A referrer who phoned is reminded of the written referral, and again when it is overdue',
    ),
    test(
      'conversations/phone-call',
      'A phone call brings the MASH a card at once, which says that it is not in writing yet and when it must be',
    ),
    test(
      'conversations/phone-call',
      'A written referral that comes too late after the call goes to the MASH, and says LATE',
    ),
  ),
  asked(
    'R8.2.4',
    'a manager decides within 24 hours, and the referrer hears what will be done',
    test('conversations/decision', 'Only a manager can decide: a practitioner is told so and sees no form'),
    test('case/commands', 'Every decision needs what will be done and the reasons'),
    test('conversations/story', 'The referrer reads what will be done, who decided it and when'),
    test(
      'conversations/reminders',
      'An overdue decision is told to managers and the escalation contact again and again, and to the referrer once',
    ),
  ),
  asked(
    'R8.2.5',
    'a concern about trafficking goes to the Assessment team',
    test('conversations/story', 'The MASH’s card shows the decision, whose it is, and that the referrer has been told'),
    rule(
      'A manager can pass the case to the Assessment team or choose other action, and describe immediate protection',
    ),
    test(
      'conversations/assessment',
      'A concern about trafficking goes to the Assessment team, whatever else was decided: “%s”, concern “%s”',
    ),
    test(
      'features/assessment/assessment',
      'Any decision goes to the Assessment team if there is a concern about trafficking or the MASH cannot tell',
    ),
  ),
  asked(
    'R9.1',
    'what to keep in mind before speaking to the child, at any time',
    warning('W06'),
    warning('W07'),
    warning('W08'),
    warning('W09'),
    warning('W10'),
    test('conversations/advice', '“%s” brings all seven warnings'),
    test(
      'conversations/advice',
      'A referrer can open the warnings from the first card and from advice, and an open check stays where it was',
    ),
    statements('C'),
  ),
  asked(
    'R9.2',
    'who interpreted, and a flag where that is not safe',
    field('RF29'),
    test('conversations/agency-paths', 'The card warns of an interpreter who may not be safe, and of no other: %j'),
  ),
  asked('R9.3', 'whether the child was seen alone, and how child and carer were', field('RF30'), warning('W07')),
  asked(
    'R9.4',
    'no child has to tell their story',
    emptyField('RF'),
    test('protocol/pack', 'The only required answers are who refers, when they rang, and what was done about consent'),
  ),
  asked(
    'R10.1.3',
    'where a child was placed is not asked, and the address stays with the MASH',
    warning('W13'),
    test('protocol/placement', 'No question asks where a child in care lives or is placed'),
    test('protocol/placement', 'The address is asked for only if the child is not said to be in care'),
    test('conversations/story', 'No message of the bot in the referrer’s chat repeats a fact of the case'),
    test('conversations/story', 'No notification shows a fact of the case, in any version of any message'),
    test(
      'conversations/reminders',
      'No reminder has a word of the case, and notifications show only the reference and times',
    ),
  ),
  asked(
    'R10.1.5',
    'other children at risk, and linked cases',
    field('RF32'),
    test(
      'conversations/linked',
      'A linked referral that is sent is shown on both cards, and in the thread of the first',
    ),
  ),
  asked(
    'R10.1.7',
    'questions that help to recognise private fostering, without a ruling',
    field('RF33'),
    test(
      'check/steps',
      'The details ask about private fostering, and then say whether it looks like that, if %s is ticked',
    ),
    test('check/private-fostering', 'On day 28 the care is long enough'),
    warning('W19'),
    test('check/arrangement', 'No answer about private fostering is required'),
    test(
      'conversations/private-fostering',
      'A child under 16 in full-time care outside the family for over 27 days looks like private fostering',
    ),
    test(
      'conversations/private-fostering',
      'A referrer can leave the questions about private fostering unanswered, and the referral goes on',
    ),
  ),
  asked(
    'R10.2.1',
    'missing: the police first, the text for the risk assessment, the MASH told',
    test(
      'conversations/missing',
      'The card for a missing child names the police before any box, and has a text for the risk assessment without a name',
    ),
    test(
      'conversations/missing',
      'One press tells the MASH that the child is missing: on the card, in the thread and to every manager',
    ),
    field('RF35'),
    warning('W15'),
  ),
  asked(
    'R10.2.3',
    'the four signs of a missing child',
    statements('M'),
    test('conversations/whole-check', 'The check adds the lists that the situation calls for'),
  ),
  asked('R10.3.1', 'works for a child from the UK', fullCheckOfUkChild),
  asked(
    'R10.3.2',
    'sexual exploitation: its sign, and CEOP',
    statements('X'),
    test('conversations/advice', 'The advice card puts CEOP first when the referrer suspects sexual exploitation'),
  ),
  asked('R11.1', 'consent, public interest, or a legal duty', basis('LB1'), basis('LB2'), basis('LB3')),
  asked(
    'R11.2',
    'child protection without consent',
    basis('LB4'),
    test(
      'conversations/consent',
      'The consent form offers the likely reason, the number for advice, and the lawful bases with none ticked',
    ),
  ),
  asked(
    'R11.3',
    'not asking because it would put the child at risk',
    test(
      'conversations/consent',
      'A referral is sent where consent %s, and the card and the receipt say whether the carer knows',
    ),
    test('check/consent', 'The suggestion is not to ask for consent if asking could put the child at risk'),
  ),
  asked(
    'R11.4',
    'the referral says with whom it may be shared',
    rule('The written referral says that it may be shared with Children’s Services (the MASH) and the police'),
  ),
  asked('R11.5', 'to prevent crime', basis('LB5')),
  asked(
    'R11.6',
    '“unsure” is an accepted answer',
    test(
      'conversations/consent',
      'A referral is sent where consent %s, and the card and the receipt say whether the carer knows',
    ),
    test('check/consent', 'The suggestion is “unsure” if the referrer is not sure about the risk'),
  ),
  asked(
    'R11.7',
    'the whole referral only in the MASH channel and to its author',
    test('conversations/places', 'The bot shows nothing of a case in another channel of the MASH team'),
    test('conversations/places', '“%s” shows nobody another person’s case'),
    test('conversations/places', 'The bot tells people of another organisation that it is not open to them'),
  ),
  asked('R12.2', 'children moved inside the country count', fullCheckOfUkChild, statements('G')),
  asked(
    'R13.5',
    'every decision notice says what to do if you disagree',
    warning('W20'),
    test(
      'conversations/disagreement',
      '“I disagree” asks why below the decision notice, which stays, and repeats that the carer must not be told',
    ),
  ),
  asked(
    'R14.1',
    'a referral says which version of the protocol it followed',
    test(
      'copy/plain-text',
      'The plain text copy gives the reference, the London time of sending, the protocol, and when the copy was made',
    ),
    test('conversations/another-partnership', 'Every referral names its pack and the pack’s version'),
  ),
  asked(
    'RA.1',
    'the contacts at any time, dated',
    appendix('Hertfordshire Mash'),
    appendix('UK Border Agency'),
    test('conversations/contacts', 'The contacts card says of each number that nobody has confirmed it'),
    test(
      'conversations/typing',
      '“contacts” and “help” are answered in the middle of a check, which stays where it was',
    ),
  ),
  asked(
    'RA.2',
    'the Customer Service Centre as another way to refer, also when the bot cannot deliver',
    appendix('The referral to Children'),
    test(
      'conversations/undelivered',
      'When Teams %s, the referrer and an administrator hear that the referral is not confirmed',
    ),
  ),
];
