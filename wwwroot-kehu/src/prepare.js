/** The longest side of a picture that is sent, in pixels. */
export const LONGEST = 1600;
const QUALITY = 0.85;

/** Where cameras and programs write what no stranger need know: the place, the device, the owner. */
const PERSONAL = /Exif\0\0|eXIf|EXIF|ns\.adobe\.com\/xap|Photoshop 3\.0/;

/** Whether a picture's bytes say more than can be seen. @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes */
export const tellsMore = (bytes) => PERSONAL.test(new TextDecoder('latin1').decode(bytes));

/** @param {number} width @param {number} height */
export function scaled(width, height) {
  const scale = Math.min(LONGEST / Math.max(width, height), 1);
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** What kind of message a file makes. @param {string} contentType @returns {AttachmentType} */
export const typeOf = (contentType) =>
  /^image\/(png|jpeg|gif|webp)$/.test(contentType) ? 'image' : /^video\/(mp4|webm)$/.test(contentType) ? 'video' : 'file';

/** The name with an ending that its content goes by: servers look at both. @param {string} name @param {string} contentType */
export const named = (name, contentType) => {
  const ending = contentType.slice(6).replace('jpeg', 'jpg');
  return name.toLowerCase().replace(/jpeg$/, 'jpg').endsWith(`.${ending}`) ? name : name.replace(/(\.\w{1,5})?$/, `.${ending}`);
};

/**
 * A file as it is sent: a picture as large as one needs, and with nothing in it but what is seen. What is no picture,
 * or none that the browser can read or draw, goes as it is. One that moves is not drawn anew: it would stand still.
 * @param {File} file
 * @param {PartTools['readPicture']} read
 * @returns {Promise<Prepared>}
 */
export async function prepare(file, read) {
  const { name, type } = file;
  const asItIs = { blob: file, type: typeOf(type), filename: name };
  // A phone's own format (HEIC) is a picture too, where the browser can read it.
  const picture = /^image\/(?!svg)/.test(type) ? await read(file) : null;
  if (!picture) return { ...asItIs, type: asItIs.type === 'image' ? 'file' : asItIs.type };

  const [width, height] = scaled(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext('2d');
  if (!pen) return asItIs;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture, 0, 0, width, height);
  const keeps = type === 'image/gif' || (asItIs.type === 'image' && width === picture.width && !tellsMore(await file.arrayBuffer()));
  if (keeps) return { ...asItIs, filename: named(name, type), width: picture.width, height: picture.height, canvas };
  const target = type === 'image/png' || type === 'image/webp' ? type : 'image/jpeg';
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, target, QUALITY));
  return blob
    ? { blob, type: 'image', filename: named(name, blob.type), width, height, canvas }
    : asItIs;
}
