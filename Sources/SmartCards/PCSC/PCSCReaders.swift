import CPCSC
import Dispatch

/// The readers of the PC/SC service. Its calls may take seconds; they run on threads of their own.
package struct PCSCReaders: Sendable {
    private static let queue = DispatchQueue(label: "chancery.readers", attributes: .concurrent)

    package init() {}

    /// All readers, with what is in them.
    /// - Throws: ``CardError`` of kind `noService`.
    package func list() async throws(CardError) -> [ReaderState] {
        try await Self.run { () throws(CardError) in
            let context = try PCSCContext()
            return try context.states(of: context.readerNames()).map(\.reader)
        }
    }

    /// Waits until a reader has a card.
    /// - Parameters:
    ///   - name: a part of the reader's name, in any case; nil for any reader.
    ///   - limit: how long to wait.
    /// - Throws: ``CardError`` of kind `timedOut`, `noReader`, `noService`.
    package func waitForCard(in name: String? = nil, atMost limit: Duration) async throws(CardError) -> ReaderState {
        let start = ContinuousClock.now
        while true {
            let found = try await Self.run { () throws(CardError) -> ReaderState? in
                let context = try PCSCContext()
                let names = try context.readerNames().filter { name == nil || $0.lowercased().contains(name?.lowercased() ?? "") }
                let before = try context.states(of: names)
                if let found = before.first(where: { $0.reader.hasCard }) { return found.reader }
                let known = Dictionary(before.map { ($0.reader.name, $0.state) }) { first, _ in first }
                return try context.states(of: names, known: known, waitingMilliseconds: 500).first { $0.reader.hasCard }?.reader
            }
            if let found { return found }
            guard !Task.isCancelled, ContinuousClock.now - start < limit else {
                throw CardError(
                    .timedOut,
                    "No card was inserted\(name.map { " into a reader named \($0)" } ?? "") in time. Insert it and repeat the command."
                )
            }
            // Without a reader nothing has waited yet.
            try? await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Connects to the card of a reader and keeps other programs from talking to it in between.
    package func connect(_ reader: String) async throws(CardError) -> any CardChannel {
        try await Self.run { () throws(CardError) in try PCSCConnection(reader) }
    }

    private static func run<Value: Sendable>(_ work: @escaping @Sendable () throws(CardError) -> Value) async throws(CardError) -> Value {
        let result: Result<Value, CardError> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(CardError) { continuation.resume(returning: .success(try work())) } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
