import { expect, it } from '@jest/globals';
import type { ConversationPlace, Services } from '../../../src/actions/context.ts';
import { deskNow } from '../../../src/desk-now.ts';
import { noDuty } from '../../../src/features/duty/duty-state.ts';
import { inviteOnce } from '../../../src/features/set-up/index.ts';
import { withChoices } from '../../../src/features/set-up/rules.ts';
import { effectiveSetUp, noSetup, setupsIn } from '../../../src/features/set-up/set-up-state.ts';
import { ada, at, dee, meg, mo, pat } from '../../case/a-case.ts';
import { aFolder } from '../../fakes/a-folder.ts';

const { openStore } = aFolder();

const NOW = at('2026-11-25T10:00:00.000Z');
const atNow = () => NOW;
const byAda = { by: ada.id, name: 'Ada Admin', at: NOW };
const mash = { teamId: '19:team', channelId: '19:chosen', tenantId: 'council', serviceUrl: 'https://teams.example' };
// The set-up that applies

it('Partners join a list of practitioners, and an empty list stays empty, so that every member may work', () => {
  const partners = [{ id: dee.id, tenantId: 'health' }];
  expect(effectiveSetUp({ ...noSetup, partners, practitioners: [pat.id] }).practitioners).toEqual([pat.id, dee.id]);
  expect(effectiveSetUp({ ...noSetup, partners })).toEqual({ ...noSetup, partners, former: [], formerTeams: [] });
});

// A change of the set-up

const names = { mo: 'Mo Hussain' };

it('The history says who changed the set-up, when, and which parts', () => {
  const first = withChoices(noSetup, { choices: { mash, managers: [mo.id] }, names }, byAda);
  expect(first).toMatchObject({
    mash,
    managers: [mo.id],
    names,
    changes: [{ ...byAda, what: ['mash', 'managers'] }],
  });
  const later = { by: dee.id, name: 'Dee Alvarez', at: at('2026-11-26T10:00:00.000Z') };
  const second = withChoices(first, { choices: { mash, managers: [meg.id] }, names: { meg: 'Meg Hall' } }, later);
  expect(second.changes).toMatchObject([...first.changes, { ...later, what: ['managers'] }]);
  expect(second.names).toEqual({ mo: 'Mo Hussain', meg: 'Meg Hall' });
});

it('Where the council’s own system hears of cases waits for a second person even in the first set-up, and ends at once', () => {
  const council = 'https://events.council.example';
  const asked = withChoices(noSetup, { choices: { mash, council }, names: {} }, byAda);
  expect(asked).toMatchObject({ mash, council: '', waiting: { by: ada.id, choices: { council } } });
  expect(asked.waiting?.choices.mash).toBeUndefined();
  const on = { ...asked, council, waiting: undefined };
  expect(withChoices(on, { choices: { council: '' }, names: {} }, byAda)).toMatchObject({ council: '' });
});

// The card that offers the set-up

const inTeam = (teamId: string | undefined) =>
  ({ kind: 'channel', channelId: '19:general', teamId }) as ConversationPlace;
const depsOn = () => {
  const documents = openStore();
  const setups = setupsIn(documents);
  const desk = deskNow(atNow);
  const readers = { setups, duties: { load: async () => noDuty }, onlookers: { load: async () => undefined } };
  const now = { ...desk, refresh: () => desk.refresh(readers) };
  return { setups, now, deps: { documents, currentSetUp: now.currentSetUp } as unknown as Services };
};

it('The card that offers the set-up is posted once in each team, however often Teams reports that the bot was added', async () => {
  const { deps } = depsOn();
  expect(JSON.stringify(await inviteOnce(inTeam('19:team'), deps))).toContain('Set up MASH Referrals');
  expect(await inviteOnce(inTeam('19:team'), deps)).toBeUndefined();
  const both = await Promise.all([inviteOnce(inTeam('19:two'), deps), inviteOnce(inTeam('19:two'), deps)]);
  expect(both.filter((each) => each !== undefined)).toHaveLength(1);
});

it('The card that offers the set-up is not posted if a channel is already chosen or the team is unknown', async () => {
  const { setups, now, deps } = depsOn();
  expect(await inviteOnce(inTeam(undefined), deps)).toBeUndefined();
  await setups.change((setup) => withChoices(setup, { choices: { mash }, names: {} }, byAda));
  await now.refresh();
  expect(await inviteOnce(inTeam('19:team'), deps)).toBeUndefined();
});
