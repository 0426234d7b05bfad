// Room for words on the map: a box that would lie on another is not drawn.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export class Room {
  private readonly taken: Box[] = [];

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {}

  /** Take the place, whatever lies there. */
  take(box: Box): void {
    this.taken.push(box);
  }

  /** Take the place if it is free and inside the map; false where it is not. */
  claim(box: Box): boolean {
    if (box.left < 2 || box.top < 2 || box.right > this.width - 2 || box.bottom > this.height - 2) return false;
    const free = this.taken.every(
      (other) => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom,
    );
    if (free) this.taken.push(box);
    return free;
  }
}

/** The box of a line of words around a point; `size` is the height of its letters in pixels. */
export function around(x: number, y: number, words: string, size: number): Box {
  const half = (words.length * size * 0.58) / 2;
  return { left: x - half, top: y - size * 0.7, right: x + half, bottom: y + size * 0.7 };
}
