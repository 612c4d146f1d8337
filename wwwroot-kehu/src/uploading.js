import { openBlobs } from './blobs.js';

/** An upload in which nothing moves for so long is dead. */
const STALL_MS = 30_000;

/** @type {Record<number, string>} */
const REFUSALS = { 400: 'other', 403: 'other', 404: 'other', 413: 'too_large', 415: 'unsupported', 507: 'storage_full' };

/**
 * What an answer means. No answer, a sign-in that is being renewed and a server in trouble: later again.
 * @param {{ status: number, body: any, retryAfter: string | null }} answer
 * @returns {Uploaded}
 */
export function outcomeOf({ status, body, retryAfter }) {
  if (status === 201 && body?.url) return { file: body };
  if (REFUSALS[status]) return { error: REFUSALS[status] };
  return Number(retryAfter) ? { retryAfterMs: Number(retryAfter) * 1000 } : {};
}

/** @type {(parts: UploadingParts) => Uploading} */
export const createUploading = ({ server, site, identity, clock, onProgress }) => {
  const blobs = openBlobs(`kefu:${site}`, clock, () => indexedDB);
  /** @type {Map<string, { result: Promise<Uploaded>, request: XMLHttpRequest }>} */
  const running = new Map();

  /** @param {string} id @param {Attachment} file @param {XMLHttpRequest} request @returns {Promise<Uploaded>} */
  async function send(id, file, request) {
    const blob = await blobs.get(id);
    const visitor = identity.current();
    if (!blob) return { error: 'lost' };
    if (!visitor) return {};
    const form = new FormData();
    form.append('file', blob, file.filename);
    request.open('POST', `${server}/api/messages/upload`);
    request.setRequestHeader('Authorization', `Bearer ${visitor.token}`);
    request.responseType = 'json';
    /** @type {any} */
    let timer;
    function moved() {
      clock.clearTimeout(timer);
      timer = clock.setTimeout(() => request.abort(), STALL_MS);
    }
    return new Promise((done) => {
      request.upload.onprogress = ({ loaded, total }) => {
        moved();
        onProgress(id, loaded / total);
      };
      request.onloadend = () => {
        clock.clearTimeout(timer);
        const { status, response: body } = request;
        done(outcomeOf({ status, body, retryAfter: status ? request.getResponseHeader('Retry-After') : null }));
      };
      moved();
      onProgress(id, 0);
      request.send(form);
    });
  }

  return {
    keep: blobs.put,
    find: blobs.get,
    upload({ client_id: id, file }) {
      let one = running.get(id);
      if (!one && file) {
        // No `fetch`: it does not tell how far it has come.
        const request = new XMLHttpRequest();
        one = { request, result: send(id, file, request).finally(() => running.delete(id)) };
        running.set(id, one);
      }
      return one?.result ?? Promise.resolve({});
    },
    forget(id) {
      running.get(id)?.request.abort();
      blobs.remove(id);
    },
    stop() {
      for (const { request } of running.values()) request.abort();
    },
  };
};
