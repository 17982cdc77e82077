/** What was read of the pieces of a text, until a reading meets a piece no more. */
export class PieceCache<Key, Piece> {
  #known = new Map<Key, Piece>();
  #met = new Map<Key, Piece>();

  /** @param isCurrent whether what was read still holds; always when absent */
  at(key: Key, read: () => Piece, isCurrent: (piece: Piece) => boolean = () => true): Piece {
    const known = this.#met.get(key) ?? this.#known.get(key);
    const piece = known !== undefined && isCurrent(known) ? known : read();
    this.#met.set(key, piece);
    return piece;
  }

  /** The text was read to its end. */
  turn(): void {
    this.#known = this.#met;
    this.#met = new Map();
  }
}
