import type { Json } from '../fakes/wire.ts';
import type { Person } from './person.ts';
import type { World } from './world.ts';

/** The newest link for saving a file that is in these messages or on this card; undefined when none is. */
export const findLink = (shown: unknown): string | undefined =>
  JSON.stringify(shown)
    .match(/http:\/\/localhost:\d+\/copy\/[\w-]+/g)
    ?.at(-1);

/** The newest link like {@link findLink}, for a test that cannot go on without one. */
export const linkIn = (shown: unknown): string => findLink(shown) ?? 'NO LINK';

/** Presses the button of the page behind a link, such as “Save as PDF”. */
export const savesAs = (link: string, format: string): Promise<Response> =>
  fetch(link, { method: 'POST', body: new URLSearchParams({ as: format }) });

/**
 * A person answers Teams’ question whether the bot may save a file in their OneDrive.
 * @param value the answer, which file, and where to upload it
 */
export function answersFileConsent(world: World, person: Person, id: string, value: Json) {
  const { profile, chatId, raw } = person;
  const { serviceUrl, tenantId } = world.teams;
  return raw({
    type: 'invoke',
    name: 'fileConsent/invoke',
    id: `f:${id}`,
    channelId: 'msteams',
    serviceUrl,
    from: { id: profile.id, name: profile.name, aadObjectId: profile.objectId },
    recipient: { id: '28:bot' },
    conversation: { id: chatId, conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    value: { type: 'fileUpload', ...value },
  });
}
