import CACore
import Synchronization

/// Hands out request ids from blocks that were taken from the store beforehand: one stored counter for each authority, and one write for 64 ids. So no id
/// is handed out twice, whatever happens to the process, and a submission needs no transaction for its id.
final class RequestIDBlocks: Sendable {
    /// Ids from `next` up to, but not including, `end`.
    struct Block: Sendable, Hashable {
        let authority: AuthorityNumber
        var next: Int
        var end: Int
    }

    static let size = 64

    private struct State {
        var blocks: [AuthorityNumber: Block] = [:]
        /// The next blocks, taken when half of one is used, so that under load nobody waits for the write of a block.
        var following: [AuthorityNumber: Block] = [:]
        var refills: [AuthorityNumber: Task<Void, any Error>] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())
    /// Takes that many consecutive ids permanently, and returns the first one.
    private let reserve: @Sendable (AuthorityNumber, Int) async throws -> Int

    init(reserve: @escaping @Sendable (AuthorityNumber, Int) async throws -> Int) { self.reserve = reserve }

    /// - Throws: the error of taking a block.
    func next(of authority: AuthorityNumber) async throws -> Int {
        while true {
            let (id, refill): (Int?, Task<Void, any Error>?) = state.withLock { state in
                if let block = state.blocks[authority], block.next == block.end {
                    state.blocks[authority] = state.following.removeValue(forKey: authority)
                }
                if let block = state.blocks[authority] {
                    state.blocks[authority]?.next += 1
                    if block.end - block.next == Self.size / 2, state.refills[authority] == nil { _ = self.refill(authority, &state) }
                    return (block.next, nil)
                }
                // One refill for all who wait.
                return (nil, state.refills[authority] ?? self.refill(authority, &state))
            }
            if let id { return id }
            try await refill?.value
        }
    }

    private func refill(_ authority: AuthorityNumber, _ state: inout State) -> Task<Void, any Error> {
        let refill = Task { try await self.take(authority) }
        state.refills[authority] = refill
        return refill
    }

    private func take(_ authority: AuthorityNumber) async throws {
        let taken: Result<Int, any Error>
        do { taken = .success(try await reserve(authority, Self.size)) } catch { taken = .failure(error) }
        state.withLock { state in
            state.refills[authority] = nil
            if case .success(let first) = taken, !state.isClosed {
                let block = Block(authority: authority, next: first, end: first + Self.size)
                if state.blocks[authority] == nil { state.blocks[authority] = block } else { state.following[authority] = block }
            }
        }
        _ = try taken.get()
    }

    /// Hands out no more ids.
    /// - Returns: the unused ids. The block that was taken last comes first, so that all can be given back in this order.
    func close() -> [Block] {
        state.withLock { state in
            defer { (state.blocks, state.following) = ([:], [:]) }
            state.isClosed = true
            return Array(state.following.values) + state.blocks.values.filter { $0.next < $0.end }
        }
    }
}
