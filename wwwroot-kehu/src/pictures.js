/**
 * A picture that can be drawn: as the browser reads it by itself or, where it knows no such thing or fails, as an element shows it.
 * Null where nothing here can read it.
 * @type {PartTools['readPicture']}
 */
export async function readPicture(blob) {
  try {
    return await createImageBitmap(blob);
  } catch {
    const image = new Image();
    const url = URL.createObjectURL(blob);
    const isRead = await new Promise((done) => {
      image.onload = () => done(true);
      image.onerror = () => done(false);
      image.src = url;
    });
    URL.revokeObjectURL(url);
    return isRead ? image : null;
  }
}

/** All of it, in its own size. @param {Blob | undefined} blob */
export async function drawPicture(blob) {
  const picture = blob && await readPicture(blob);
  if (!picture) return null;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: picture.width, height: picture.height });
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  return canvas;
}
