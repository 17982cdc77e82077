/** What was read of the pieces of a text, until a reading meets a piece no more. */
export class PieceCache<Key, Piece> {
  #known = new Map<Key, Piece>();
  #met = new Map<Key, Piece>();

  at(key: Key, read: () => Piece): Piece {
    const piece = this.#met.get(key) ?? this.#known.get(key) ?? read();
    this.#met.set(key, piece);
    return piece;
  }

  /** The text was read to its end. */
  turn(): void {
    this.#known = this.#met;
    this.#met = new Map();
  }
}
