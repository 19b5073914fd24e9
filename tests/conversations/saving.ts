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
