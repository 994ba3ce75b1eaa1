/// What lies between single exchanges and whole commands: pieces of a command that come in, pieces of a response that go out
/// (SP 800-73-4 part 2 §3, ISO 7816-4 §5.3.3 and §5.3.4).
struct CommandChain: Hashable, Sendable {
    /// More than the largest object with its header needs.
    private static let limit = 20_000

    private var begun: CardCommand?
    private(set) var response: [UInt8] = []

    /// Adds a piece.
    /// - Returns: the whole command; nil while more pieces are to come.
    mutating func add(_ piece: CardCommand) throws(CardRefusal) -> CardCommand? {
        var whole = piece
        if let begun, (begun.instruction, begun.p1, begun.p2) == (piece.instruction, piece.p1, piece.p2) {
            whole.data = begun.data + piece.data
        }
        // A piece of another command ends the chain: its sender may have gone away in the middle of it.
        begun = nil
        guard whole.data.count <= Self.limit else { throw CardRefusal(.notEnoughMemory) }
        if piece.isChained {
            begun = whole
            return nil
        }
        return whole
    }

    /// The next piece of the response, at most as long as the caller takes it, with its status word.
    mutating func deliver(_ bytes: [UInt8], atMost count: Int) -> [UInt8] {
        response = Array(bytes.dropFirst(count))
        return bytes.prefix(count) + (response.isEmpty ? StatusWord.success : .more(response.count)).bytes
    }

    mutating func forgetResponse() { response = [] }
}
