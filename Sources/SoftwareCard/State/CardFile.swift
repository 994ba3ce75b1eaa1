import PortableFoundation
import SystemFiles

/// The file in which a card outlives its process. It is replaced whole, so that a killed card is before or after a command.
struct CardFile: Sendable {
    /// A card with all objects and keys stays far below.
    private static let limit = 16 << 20

    let path: String

    /// - Returns: nil when there is no such file.
    func read() throws -> CardState? {
        guard let bytes = try SystemCalls.contents(of: path, atMost: Self.limit) else { return nil }
        do {
            return try JSONDecoder().decode(CardState.self, from: Data(bytes))
        } catch {
            throw SoftwareCardError("\(path) is not the state of a software card: \(error). Name another file, or remove this one.")
        }
    }

    func write(_ state: CardState) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try DurableFile.write(Array(try encoder.encode(state)), to: path, mode: 0o600)
    }
}

/// A card that cannot be made, or a reader that it cannot be put into. The message says why, and what to do.
public struct SoftwareCardError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The message.
    public let description: String

    init(_ description: String) { self.description = description }
}
