const REF = 'identify';
const FIELDS = ['name', 'email', 'phone', 'attributes', 'external_id', 'user_hash'];
const TEXTS = FIELDS.filter((field) => field !== 'attributes');

/** @type {(parts: SiteUserParts) => SiteUser} */
export const createSiteUser = ({ store, send, warn }) => {
  /** @type {Record<string, any> | undefined} */
  let who;
  /** The customer who was told. */
  let toldTo = '';

  /** @param {string} me */
  function tell(me) {
    if (!who || !me || toldTo === me || !send({ type: 'identify', ref: REF, ...who })) return;
    toldTo = me;
    // By this the page that loads next sees that another person signed in.
    if (who.external_id) store.set('user', who.external_id);
  }

  return {
    identify(user, me) {
      who = {};
      for (const field of FIELDS) {
        if (user[field] !== undefined && user[field] !== null) who[field] = TEXTS.includes(field) ? `${user[field]}` : user[field];
      }
      toldTo = '';
      tell(me);
    },
    connected: tell,
    became(me) {
      toldTo = me;
    },
    refused({ ref, code, message }) {
      if (ref !== REF) return;
      warn(`identify: ${code}, ${message}`);
      store.set('user', null);
    },
  };
};
