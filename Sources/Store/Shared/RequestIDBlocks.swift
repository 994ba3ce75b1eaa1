import CACore
import Synchronization

/// Hands out request ids from blocks that were taken from the store beforehand: one stored counter per authority and one write for 64 ids, so that no id is
/// handed out twice whatever happens to the process, and a submission does not wait for a transaction of its own.
final class RequestIDBlocks: Sendable {
    /// Ids from `next` up to and without `end`.
    struct Block: Sendable, Hashable {
        let authority: AuthorityNumber
        var next: Int
        var end: Int
    }

    static let size = 64

    private struct State {
        var blocks: [AuthorityNumber: Block] = [:]
        var refills: [AuthorityNumber: Task<Void, any Error>] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())
    /// Takes that many ids in a row for good; the first one is returned.
    private let reserve: @Sendable (AuthorityNumber, Int) async throws -> Int

    init(reserve: @escaping @Sendable (AuthorityNumber, Int) async throws -> Int) { self.reserve = reserve }

    /// - Throws: what taking a block throws.
    func next(of authority: AuthorityNumber) async throws -> Int {
        while true {
            let (id, refill): (Int?, Task<Void, any Error>?) = state.withLock { state in
                if var block = state.blocks[authority], block.next < block.end {
                    defer {
                        block.next += 1
                        state.blocks[authority] = block
                    }
                    return (block.next, nil)
                }
                // One refill for everybody who waits.
                if let refill = state.refills[authority] { return (nil, refill) }
                let refill = Task { try await self.refill(authority) }
                state.refills[authority] = refill
                return (nil, refill)
            }
            if let id { return id }
            try await refill?.value
        }
    }

    private func refill(_ authority: AuthorityNumber) async throws {
        let taken: Result<Int, any Error>
        do { taken = .success(try await reserve(authority, Self.size)) } catch { taken = .failure(error) }
        state.withLock { state in
            state.refills[authority] = nil
            if case .success(let first) = taken, !state.isClosed {
                state.blocks[authority] = Block(authority: authority, next: first, end: first + Self.size)
            }
        }
        _ = try taken.get()
    }

    /// Hands out nothing more.
    /// - Returns: what is left of the blocks.
    func close() -> [Block] {
        state.withLock { state in
            defer { state.blocks = [:] }
            state.isClosed = true
            return state.blocks.values.filter { $0.next < $0.end }
        }
    }
}
