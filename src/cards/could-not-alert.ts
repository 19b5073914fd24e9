/** Shown when the bot's messages reach nobody at the MASH, even if the referral is in their channel. */
export const couldNotAlert = 'The bot could not reach anyone at the MASH.';
