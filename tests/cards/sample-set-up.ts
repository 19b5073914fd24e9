import {
  officerNamesForm,
  reachedCard,
  setUpForm,
  setUpInviteCard,
  setUpSavedCard,
  setUpTestCard,
  testChatCard,
  testMessageCard,
  testSentCard,
} from '../../src/features/set-up/cards.ts';
import { serviceForm, triedForm } from '../../src/features/set-up/service.ts';
import { noSetup, type Setup, type WaitingChange } from '../../src/features/set-up/set-up-state.ts';
import { dee, mo, pack, pat } from '../case/a-case.ts';
import { type Cards, type Sample, sampleText } from './sample-answers.ts';
import { SENT } from './sample-cases.ts';

/** The set-up in Teams: with nothing chosen, and with everything chosen. */
export function setUpSamples(sample: Sample): Cards[] {
  const named = sampleText(sample, 60) || 'Somebody';
  const channels = [
    { id: '19:general', name: 'General' },
    { id: '19:referrals', name: 'Referrals' },
  ];
  const people = [mo, pat].map(({ id, name }) => ({ id, name }));
  const away = [{ id: dee.id, name: dee.name }];
  const partners = [{ ...dee, tenantId: 'health' }];
  const reached = [{ id: 'rex', name: 'Rex Moss' }];
  const offer = { channels, people, away, partners, reached };
  const chosen: Setup = {
    ...noSetup,
    mash: { teamId: '19:general', channelId: '19:referrals', tenantId: 'council' },
    assessmentChannelId: '19:general',
    partners: [{ id: dee.id, tenantId: 'health' }],
    ...{ managers: [mo.id], practitioners: [pat.id], assessors: [pat.id], escalation: [dee.id], level2: [dee.id] },
  };
  const setup: Setup = {
    ...noSetup,
    officers: { health: sampleText(sample, 200) },
    board: sampleText(sample, 200),
    changes: [
      {
        at: SENT,
        by: dee.id,
        name: named,
        what: ['mash'],
        did: 'changed' as const,
        parts: [],
      },
    ],
  };
  const newNumber: WaitingChange = {
    ...{ at: SENT, by: dee.id, name: named, number: 1, until: SENT, parts: [] },
    choices: { urgentPhone: '01992 555 100', outOfHoursPhone: '01992 555 200' },
  };
  const problem = 'Choose the channel for referrals.';
  return [
    {
      'set-up, offered': setUpInviteCard(),
      'set-up, hours and numbers': serviceForm(setup, pack),
      'set-up, hours and numbers, again': serviceForm(setup, pack, {
        attempt: 1,
        typed: { urgent: named, shift: '40' },
        problems: { urgent: 'That cannot be dialled. Write the whole number.' },
      }),
      'set-up, try the number': triedForm(newNumber, { attempt: 0, typed: {} }, ['urgentPhone']),
      'set-up, try the number, with a code': triedForm(
        { ...newNumber, codes: { urgentPhone: 'hash' } },
        { attempt: 1, typed: { urgent: '000000' } },
        ['urgentPhone'],
      ),
      'set-up, test of a chat': testChatCard(),
      'set-up, test sent': testSentCard(),
      'set-up, test message': testMessageCard(),
      'set-up, test answered': reachedCard(),
      'set-up, nothing chosen': setUpForm(noSetup, offer, { effective: noSetup }),
      'set-up, again': setUpForm(setup, offer, { effective: chosen, problem }),
      'set-up, names': officerNamesForm(setup, { pack, config: { tellsCouncil: true } }),
      'set-up, works': setUpSavedCard(
        setup,
        { good: [`I can write to ${named}.`], bad: [] },
        { erasesBySchedule: true },
      ),
      'set-up, does not work': setUpSavedCard(
        setup,
        { good: [], bad: [`I cannot write to ${named}.`] },
        { erasesBySchedule: false },
      ),
      'set-up, test': setUpTestCard(),
    },
  ];
}
