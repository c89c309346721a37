/** Tells whether something is the first of its key in so many milliseconds. */
export function createOnceIn(ms: number): (key: string) => boolean {
  const noted = new Map<string, number>();
  return (key) => {
    const now = performance.now();
    for (const [known, at] of noted) {
      if (now - at < ms) break;
      noted.delete(known);
    }
    if (noted.has(key)) return false;
    noted.set(key, now);
    return true;
  };
}
