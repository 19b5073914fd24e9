import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { Variables } from '../../src/config/environment.ts';
import { readConfig } from '../../src/config.ts';
import { indexingPolicy } from '../../src/store/cosmos-container.ts';
import { envValueOf } from '../security/keys.ts';
import { armOf } from './bicep.ts';

const folder = resolve(import.meta.dirname, '../../manifest/azure');
const textOf = (name: string) => readFile(join(folder, name), 'utf8');
const Template = z.object({
  variables: z.record(z.string(), z.string()),
  parameters: z.record(z.string(), z.object({ defaultValue: z.unknown().optional() })),
  resources: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      scope: z.string().optional(),
      properties: z.record(z.string(), z.any()).default({}),
    }),
  ),
  outputs: z.record(z.string(), z.object({ value: z.string() })),
});
const bicep = await textOf('main.bicep');
const json = await textOf('main.json');
const template = Template.parse(JSON.parse(json));
const { resources } = template;
const of = (symbol: string) => resources[symbol]?.properties ?? {};

// What Azure would make (Bicep is translated by our own test, not by Microsoft's compiler)

it('The Bicep file and the ARM template are the same', () => expect(JSON.parse(json)).toEqual(armOf(bicep)));

it('A Bicep file that differs is found different, so that the test above can fail', () => {
  expect(armOf(bicep.replace("'/organisation'", "'/author'"))).not.toEqual(JSON.parse(json));
  expect(() => armOf(`${bicep}\nresource x '`)).toThrow('Bicep cannot read this file');
});

it('Azure makes the bot, its host, its store, its key and what wakes people, and nothing else', () => {
  const types = Object.entries(resources).map(([symbol, { type }]) => `${symbol}: ${type.replace('Microsoft.', '')}`);
  expect(types).toEqual([
    'identity: ManagedIdentity/userAssignedIdentities',
    'log: OperationalInsights/workspaces',
    'vault: KeyVault/vaults',
    'vaultLock: Authorization/locks',
    'readsSecrets: Authorization/roleAssignments',
    'keepsSecrets: Authorization/roleAssignments',
    'registry: ContainerRegistry/registries',
    'pullsImages: Authorization/roleAssignments',
    'store: DocumentDB/databaseAccounts',
    'storeLock: Authorization/locks',
    'database: DocumentDB/databaseAccounts/sqlDatabases',
    'documents: DocumentDB/databaseAccounts/sqlDatabases/containers',
    'opensStore: DocumentDB/databaseAccounts/sqlRoleAssignments',
    'host: App/managedEnvironments',
    'program: App/containerApps',
    'bot: BotService/botServices',
    'teams: BotService/botServices/channels',
    'operators: Insights/actionGroups',
    'outside: Insights/components',
    'asksReady: Insights/webtests',
    'ringsReady: Insights/metricAlerts',
    'asksAlarm: Insights/webtests',
    'ringsAlarm: Insights/metricAlerts',
    'troubles: Insights/scheduledQueryRules',
  ]);
});

it('The one identity has the three roles that the program needs, each on one resource, and nothing has a password', () => {
  const roles = Object.entries(resources).filter(([, { type }]) => /roleAssignments$/i.test(type));
  expect(roles.map(([symbol, { properties }]) => [symbol, properties.principalId])).toEqual([
    ['readsSecrets', "[reference('identity').principalId]"],
    ['keepsSecrets', "[parameters('keeperId')]"], // a person, who may be nobody
    ['pullsImages', "[reference('identity').principalId]"],
    ['opensStore', "[reference('identity').principalId]"],
  ]);
  // Microsoft's ids of Key Vault Secrets User, Key Vault Secrets Officer, AcrPull and Cosmos DB's Data Contributor
  expect(template.variables.secretsUser).toContain('4633458b-17de-408a-b874-0445c86b69e6');
  expect(template.variables.secretsOfficer).toContain('b86a8fe4-44ce-4948-aee5-eccb2c155cd7');
  expect(template.variables.imagePuller).toContain('7f951dda-4ed3-4680-a7ca-43fe172d538d');
  expect(of('opensStore').roleDefinitionId).toContain('sqlRoleDefinitions/00000000-0000-0000-0000-000000000002');
  for (const symbol of ['readsSecrets', 'keepsSecrets']) expect(resources[symbol]?.scope).toContain('KeyVault/vaults');
  expect(resources.pullsImages?.scope).toContain('ContainerRegistry/registries');
  expect([of('store').disableLocalAuth, of('bot').disableLocalAuth, of('registry').adminUserEnabled]).toEqual([
    ...[true, true, false],
  ]);
  expect(json).not.toMatch(/password|listCredentials|primaryMasterKey/i);
});

it('The store has the partition and the index that the program wants, and nothing in it expires', () => {
  const { partitionKey, indexingPolicy: index, id } = of('documents').resource;
  expect([id, partitionKey.paths, index]).toEqual(['documents', ['/organisation'], indexingPolicy]);
  expect(json).not.toMatch(/ttl/i);
});

it('A restored account takes the place of the store, with its address, its role, its lock and its container', () => {
  expect(template.variables.storeName).toMatch(
    /^\[if\(empty\(parameters\('storeAccount'\)\), .*, parameters\('storeAccount'\)\)\]$/,
  );
  for (const symbol of ['store', 'database', 'documents', 'opensStore'])
    expect(resources[symbol]?.name).toContain("variables('storeName')");
  for (const place of [resources.storeLock?.scope, of('opensStore').scope])
    expect(place).toContain("variables('storeName')");
  expect(template.outputs.STORE?.value).toBe("[variables('storeName')]"); // the runbook asks for it
});

it('The store and the vault cannot be deleted by mistake, and Azure keeps backups for no longer than the pack says', () => {
  expect(resources.vaultLock?.scope).toContain('KeyVault/vaults');
  expect(resources.storeLock?.scope).toContain('DocumentDB/databaseAccounts');
  expect(of('vault')).toMatchObject({ enablePurgeProtection: true, enableRbacAuthorization: true });
  expect(of('store').backupPolicy.continuousModeProperties).toEqual({ tier: 'Continuous30Days' }); // the pack: 35 days
});

// The program as it would run there

const { template: run, configuration } = of('program');
const [container] = run.containers;

/** What an expression of the template stands for, in an example. */
const example: Record<string, string> = {
  "string(parameters('instances'))": '2',
  "reference('identity').clientId": 'c9a6ae1c-0000-4000-8000-000000000001',
  'tenant().tenantId': 'c9a6ae1c-0000-4000-8000-000000000002',
  "reference('store').documentEndpoint": 'https://mash.documents.azure.com:443/',
  "parameters('organisation')": 'HT',
  "parameters('admins')": 'c9a6ae1c-0000-4000-8000-000000000003,c9a6ae1c-0000-4000-8000-000000000004',
};
const settings = Object.fromEntries(
  String(container.env)
    .split("createObject('name', ")
    .slice(1)
    .map((each) => {
      const [, name = '', value = ''] = /^'(\w+)', 'value', (.*?)\)(?:\), parameters.*|, )?$/s.exec(each) ?? [];
      const literal = /^'([^']*)'$/.exec(value)?.[1];
      return [name, literal ?? example[value] ?? (name === 'PUBLIC_URL' ? 'https://mash.example.org' : '')];
    }),
);

it('The program starts with the settings that Azure gives it, and reads each of them', () => {
  const unread = Object.keys(settings).filter((name) => !(name in Variables.shape));
  expect([Object.keys(settings).length, unread, Object.values(settings).includes('')]).toEqual([14, [], false]);
  const config = readConfig({ ...settings, DATA_KEY: envValueOf('A') });
  expect(config).toMatchObject({
    ...{ local: false, port: configuration.ingress.targetPort, host: '0.0.0.0', instances: 2 },
    registration: { MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppId: config.appId },
    store: { kind: 'cosmos', clientId: config.appId, database: of('database').resource.id, key: undefined },
  });
});

it('Without the key in the vault the program would not start, so the key is the one secret that it always gets', () => {
  expect(() => readConfig(settings)).toThrow('DATA_KEY: must be set');
  expect(template.parameters.vaultSettings?.defaultValue).toEqual(['DATA_KEY']);
  expect(String(configuration.secrets)).toContain("toLower(replace(lambdaVariables('setting'), '_', '-'))");
});

it('Azure asks whether the program lives and whether it is ready, and people are woken by /readyz and /alarmz', () => {
  const probes = container.probes.map(({ type, httpGet }: { type: string; httpGet: { path: string } }) => [
    ...[type, httpGet.path],
  ]);
  expect(Object.fromEntries(probes)).toEqual({ Startup: '/healthz', Liveness: '/healthz', Readiness: '/readyz' });
  const asked = ['asksReady', 'asksAlarm'].map((symbol) => String(of(symbol).Request.RequestUrl));
  expect(asked.map((url) => /\/(\w+)'/.exec(url)?.[1])).toEqual(['readyz', 'alarmz']);
  const woken = [of('ringsReady').actions, of('ringsAlarm').actions, of('troubles').actions.actionGroups];
  for (const actions of woken) expect(JSON.stringify(actions)).toContain('Microsoft.Insights/actionGroups');
});

it('Two processes always run, reached only over TLS, with time to finish their answers when they stop', () => {
  expect(run.scale).toEqual(
    Object.fromEntries(['minReplicas', 'maxReplicas'].map((n) => [n, "[parameters('instances')]"])),
  );
  expect(template.parameters.instances?.defaultValue).toBe(2);
  expect(configuration.ingress.allowInsecure).toBe(false);
  expect(run.terminationGracePeriodSeconds).toBeGreaterThan(10); // src/index.ts takes ten seconds
});

it('The council’s own host keeps its certificate in each deployment that names it', () => {
  const { customDomains } = configuration.ingress;
  for (const parameter of ['domain', 'certificateId']) expect(customDomains).toContain(`parameters('${parameter}')`);
});

it('The parameters that azd fills are parameters of the template, and none that must be given is missing', async () => {
  const given = Object.keys(JSON.parse(await textOf('main.parameters.json')).parameters);
  expect(given.filter((name) => !template.parameters[name])).toEqual([]);
  const needed = Object.entries(template.parameters).filter(([, { defaultValue }]) => defaultValue === undefined);
  expect(needed.map(([name]) => name).filter((name) => !given.includes(name))).toEqual([]);
});

it('The guide to deploying gives each parameter that must be given, and none that is not there', async () => {
  const guide = await textOf('../deploy.md');
  const [, given = ''] = /--parameters (.*)/.exec(guide) ?? [];
  const names = [...given.matchAll(/\b(\w+)=/g), ...guide.matchAll(/`(image|domain|organisation)=/g)].map(
    ([, name = '']) => name,
  );
  expect(names.filter((name) => !template.parameters[name])).toEqual([]);
  for (const [name, { defaultValue }] of Object.entries(template.parameters))
    if (defaultValue === undefined) expect(names).toContain(name);
});

// The key

/** Runs the script with an `az` of ours. @param keys what the vault answers; undefined: no answer */
async function makesKey(keys: string | undefined): Promise<{ code: number; calls: string[] }> {
  const place = await mkdtemp(join(tmpdir(), 'mash-az-'));
  try {
    const answer = keys === undefined ? 'exit 1' : `echo ${keys}`;
    await writeFile(
      join(place, 'az'),
      `#!/bin/sh\necho "$1 $2 $3" >> ${place}/calls\ncase "$*" in "keyvault secret list"*) ${answer};; "acr repository list"*) echo 1;; "acr repository show-tags"*) echo 1;; esac\n`,
    );
    await chmod(join(place, 'az'), 0o755);
    const env = { PATH: `${place}:/usr/bin:/bin`, VAULT: 'v', REGISTRY: 'r' };
    const done = promisify(execFile)('sh', [join(folder, 'key-and-image.sh')], { env });
    const { code } = z.object({ code: z.int().default(0) }).parse(await done.catch((error: unknown) => error));
    return { code, calls: (await readFile(join(place, 'calls'), 'utf8')).trim().split('\n') };
  } finally {
    await rm(place, { recursive: true });
  }
}

it('A key is made only where the vault says that it has none: a second one would make every case unreadable', async () => {
  const made = 'keyvault secret set';
  expect((await makesKey('0')).calls).toContain(made);
  expect((await makesKey('1')).calls).not.toContain(made);
  for (const unclear of ['', '2', undefined]) {
    const { code, calls } = await makesKey(unclear);
    expect([code, calls]).toEqual([1, ['keyvault secret list']]);
  }
});
