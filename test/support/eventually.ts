const lookAgainMs = 100;

/** Waits until a condition holds; fails with what was seen last. */
export async function eventually<Seen>(
  look: () => Promise<Seen>,
  holds: (seen: Seen) => boolean,
  withinMs = 20_000,
): Promise<Seen> {
  const givenUp = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > givenUp) throw new Error(`It never came to that: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}
