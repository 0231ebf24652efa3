interface Closable {
  close(): unknown;
}

/** Closes after each test what the test opened, last first. Call it once per `describe`; give the result what you open. */
export function closing(): <T extends Closable>(thing: T) => T {
  const open: Closable[] = [];
  afterEach(async () => {
    for (const thing of open.splice(0).reverse()) await thing.close();
  });
  return (thing) => {
    open.push(thing);
    return thing;
  };
}
