import CACore
import CAInterface
import PortableFoundation
import Testing

@Suite("The quota of requests that were not issued")
struct RequestQuotaTests {
    private let quota = RequestQuota()
    private let account = UUID()
    private let time = Date(timeIntervalSince1970: 1_795_219_200)

    private func passes(_ seconds: Double, limit: Int = 2, account: UUID? = nil) -> Bool {
        do {
            try quota.count(account ?? self.account, limit: limit, at: time + seconds)
            return true
        } catch { return false }
    }

    @Test("the limit holds for an hour from the first request, and for each account separately")
    func hour() throws {
        #expect(passes(0) && passes(10))
        #expect(!passes(20) && !passes(3599))
        #expect(passes(20, account: UUID()))
        #expect(passes(3600) && passes(3601) && !passes(3602))
    }

    @Test("the error says how long it lasts and who can raise the limit")
    func error() throws {
        #expect(passes(0, limit: 1))
        let error = #expect(throws: CAError.self) { try quota.count(account, limit: 1, at: time + 600) }
        #expect(error?.retryAfterSeconds == 3000)
        #expect(error?.reason?.remedy.contains("administrator") == true)
    }

    @Test("a clock that is set back does not lock an account out")
    func clock() {
        #expect(passes(0) && passes(1) && !passes(2))
        #expect(passes(-86_400))
    }

    @Test("of a thousand requests at once, exactly as many as the limit pass")
    func race() async {
        let passed = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<1000 { group.addTask { passes(0, limit: 100) } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(passed == 100)
    }
}
