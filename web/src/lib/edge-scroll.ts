const EDGE_PX = 44;
const MOST_PX_PER_FRAME = 14;

/** While something is dragged over the upper or lower edge of a list with `data-scrolls`, the list goes on below it. */
export class EdgeScroll {
  private frame = 0;
  private list: Element | null = null;
  private stepPx = 0;

  /** @param scrolled what is below the pointer has moved */
  constructor(private readonly scrolled: () => void) {}

  at(x: number, y: number): void {
    this.list = document.elementFromPoint(x, y)?.closest('[data-scrolls]') ?? null;
    const box = this.list?.getBoundingClientRect();
    this.stepPx = box ? stepAt(y, box.top, box.bottom) : 0;
    if (this.stepPx !== 0 && this.frame === 0) this.frame = requestAnimationFrame(this.turn);
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.stepPx = 0;
  }

  private readonly turn = (): void => {
    this.frame = 0;
    if (!this.list || this.stepPx === 0) return;
    const before = this.list.scrollTop;
    this.list.scrollTop += this.stepPx;
    if (this.list.scrollTop === before) return;
    this.frame = requestAnimationFrame(this.turn);
    this.scrolled();
  };
}

/** Pixels for each frame: the nearer to the edge the more; 0 away from it. */
export function stepAt(y: number, top: number, bottom: number): number {
  const part = y - top < EDGE_PX ? (y - top) / EDGE_PX - 1 : bottom - y < EDGE_PX ? 1 - (bottom - y) / EDGE_PX : 0;
  return Math.round(Math.max(-1, Math.min(1, part)) * MOST_PX_PER_FRAME);
}
