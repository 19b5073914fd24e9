import {
  officerNamesForm,
  reachedCard,
  setUpForm,
  setUpInviteCard,
  setUpSavedCard,
  setUpTestCard,
  testChatCard,
  testMessageCard,
} from '../../src/features/set-up/cards.ts';
import { noSetup, type Setup } from '../../src/features/set-up/set-up-state.ts';
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
  const reached = [{ id: 'rex', name: named }];
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
  const problem = 'Choose the channel for referrals.';
  return [
    {
      'set-up, offered': setUpInviteCard(),
      'set-up, test of a chat': testChatCard(),
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
