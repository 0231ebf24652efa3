/** How many requests may be under way to one endpoint. */
const maxUnderWay = 16;

/** The way to one endpoint: whoever comes first starts first, and a few are under way at the same time. */
export class Lane {
  readonly #waiting: ((done: () => void) => void)[] = [];
  readonly #emptied: () => void;
  #underWay = 0;
  #pumping = false;

  /** @param emptied called whenever nothing waits or is under way any more */
  constructor(emptied: () => void) {
    this.#emptied = emptied;
  }

  /** @param start begins the work; calls `done` once at its end */
  add(start: (done: () => void) => void): void {
    this.#waiting.push(start);
    this.#pump();
  }

  #pump(): void {
    // Work that is over at once comes back here from within the loop, which goes on by itself.
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#underWay < maxUnderWay) {
      const start = this.#waiting.shift();
      if (!start) break;
      this.#underWay += 1;
      start(() => {
        this.#underWay -= 1;
        this.#pump();
      });
    }
    this.#pumping = false;
    if (this.#underWay === 0) this.#emptied();
  }
}
