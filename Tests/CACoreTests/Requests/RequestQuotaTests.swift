import CACore
import CAInterface
import PortableFoundation
import Testing

@Suite("The quota of requests that were not issued")
struct RequestQuotaTests {
    private let quota = RequestQuota()
    private let account = UUID()
    private let time = Date(timeIntervalSince1970: 1_795_219_200)

    private func passes(_ seconds: Double, limit: Int = 2, account: UUID? = nil) async -> Bool {
        do {
            try await quota.count(account ?? self.account, limit: limit, at: time + seconds)
            return true
        } catch { return false }
    }

    @Test("the limit holds for an hour from the first request, and for each account separately")
    func hour() async throws {
        for (seconds, passes) in [(0, true), (10, true), (20, false), (3599, false), (3600, true), (3601, true), (3602, false)] {
            #expect(await self.passes(Double(seconds)) == passes)
            if seconds == 20 { #expect(await self.passes(20, account: UUID())) }
        }
    }

    @Test("the error says how long it lasts and who can raise the limit")
    func error() async throws {
        #expect(await passes(0, limit: 1))
        let error = await #expect(throws: CAError.self) { try await quota.count(account, limit: 1, at: time + 600) }
        #expect(error?.retryAfterSeconds == 3000)
        #expect(error?.reason?.remedy.contains("administrator") == true)
    }

    @Test("a clock that is set back does not lock an account out")
    func clock() async {
        for seconds in [0.0, 1] { #expect(await passes(seconds)) }
        #expect(await !passes(2))
        #expect(await passes(-86_400))
    }

    @Test("of a thousand requests at once, exactly as many as the limit pass")
    func race() async {
        let passed = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<1000 { group.addTask { await passes(0, limit: 100) } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(passed == 100)
    }

    @Test("counts of all servers together decide, and this server's own while they cannot be asked")
    func shared() async throws {
        let shared = SharedCounts()
        let quotas = [RequestQuota(shared: shared), RequestQuota(shared: shared)]
        try await quotas[0].count(account, limit: 2, at: time)
        try await quotas[1].count(account, limit: 2, at: time)
        let error = await #expect(throws: CAError.self) { try await quotas[0].count(account, limit: 2, at: time) }
        #expect(error?.retryAfterSeconds == 1200)
        await shared.fail()
        try await quotas[0].count(account, limit: 1, at: time)
        await #expect(throws: CAError.self) { try await quotas[0].count(account, limit: 1, at: time) }
    }
}

/// Counts of several servers, in memory.
private actor SharedCounts: SharedRequestQuota {
    private var counts: [UUID: Int] = [:]
    private var fails = false

    func fail() { fails = true }

    func countRequest(of account: UUID, limit: Int) throws -> RequestQuotaAnswer {
        if fails { throw CommitError.unavailable("away") }
        guard counts[account, default: 0] < limit else { return RequestQuotaAnswer(wait: 1200) }
        counts[account, default: 0] += 1
        return RequestQuotaAnswer(wait: nil)
    }
}
