const copyLink = /http:\/\/localhost:\d+\/copy\/[\w-]+/;

/** The first link to a file in a text, such as a case file or an own copy. */
export const copyLinkIn = (text: string): string | undefined => copyLink.exec(text)?.[0];

/** Saves the file behind a link in one of its formats, as the page of the link does. */
export const saveFile = (link: string, as: string): Promise<Response> =>
  fetch(link, { method: 'POST', body: new URLSearchParams({ as }) });
