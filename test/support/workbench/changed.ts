/** What `read` answers once it is no longer what it was. */
export async function changed(read: () => Promise<string>, before: string): Promise<string> {
  const deadline = Date.now() + 30_000;
  for (let now = await read(); ; now = await read()) {
    if (now !== before) return now;
    if (Date.now() > deadline) throw new Error(`It is still ${before}.`);
  }
}
