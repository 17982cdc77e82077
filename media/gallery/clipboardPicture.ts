/** Puts the pixels of a picture on the clipboard, as the PNG that every clipboard takes. Throws when it cannot. */
export async function copyPicture(address: string): Promise<void> {
  // The clipboard wants to be asked at once, and waits for the pixels itself.
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(address) })]);
}

async function pngOf(address: string): Promise<Blob> {
  const image = new Image();
  image.src = URL.createObjectURL(await (await fetch(address)).blob());
  try {
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return await canvas.convertToBlob();
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
