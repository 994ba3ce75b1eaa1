import CACore
import CAInterface
import PortableFoundation
import PKITesting
import Testing

@testable import Store

@Suite("Request ids are handed out once")
struct RequestIDTests {
    @Test("ids that a killed process handed out are not handed out again, stored or not")
    func kill() async throws {
        let scratch = try ScratchStore()
        let copy = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        let number = sample.authority.number
        var handed: [RequestID] = []
        for _ in 0..<70 { handed.append(try await store.reserveRequestID(of: number)) }
        #expect(Set(handed).count == 70)
        // The files on disk are now in the state that a kill would leave.
        for file in ["", "-wal"] { try FileManager.default.copyItem(atPath: scratch.path + file, toPath: copy.path + file) }
        let after = try await copy.open()
        let next = try await after.reserveRequestID(of: number)
        #expect(handed.allSatisfy { $0 < next })
    }

    @Test("an orderly restart leaves no gap", arguments: Engine.all)
    func restart(_ engine: Engine) async throws {
        let scratch = try await engine.scratch()
        let sample = try await SampleRecords.make()
        var store = try await scratch.store(with: sample)
        for expected in 1...5 {
            #expect(try await store.reserveRequestID(of: sample.authority.number) == RequestID(expected))
            store = try await scratch.reopened(store)
        }
    }

    @Test("many callers at once get different ids, with one refill for each block")
    func many() async throws {
        let reserved = Counter()
        let blocks = RequestIDBlocks { _, count in await reserved.take(count) }
        let ids = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<980 { group.addTask { try await blocks.next(of: AuthorityNumber(rawValue: 1)) } }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(ids.sorted() == Array(1...980))
        #expect(await reserved.calls == 16)
    }

    @Test("the next block of ids is taken when half of one is used", .timeLimit(.minutes(10)))
    func ahead() async throws {
        let reserved = Counter()
        let (begun, signal) = AsyncStream.makeStream(of: Void.self)
        let blocks = RequestIDBlocks { _, count in
            let first = await reserved.take(count)
            signal.yield()
            return first
        }
        for expected in 1...33 { #expect(try await blocks.next(of: AuthorityNumber(rawValue: 1)) == expected) }
        var refills = begun.makeAsyncIterator()
        await refills.next()
        await refills.next()
        #expect(await reserved.calls == 2)
        for expected in 34...65 { #expect(try await blocks.next(of: AuthorityNumber(rawValue: 1)) == expected) }
    }

    @Test("a failed refill is reported to those who wait, and the next one is tried")
    func failing() async throws {
        let reserved = Counter(failures: 1)
        let blocks = RequestIDBlocks { _, count in try await reserved.takeOrFail(count) }
        await #expect(throws: CommitError.self) { try await blocks.next(of: AuthorityNumber(rawValue: 1)) }
        #expect(try await blocks.next(of: AuthorityNumber(rawValue: 1)) == 1)
    }

    private actor Counter {
        private var next = 1
        private var failures: Int
        private(set) var calls = 0

        init(failures: Int = 0) { self.failures = failures }

        func take(_ count: Int) -> Int {
            calls += 1
            defer { next += count }
            return next
        }

        func takeOrFail(_ count: Int) throws -> Int {
            if failures > 0 {
                failures -= 1
                throw CommitError.unavailable("test")
            }
            return take(count)
        }
    }
}
