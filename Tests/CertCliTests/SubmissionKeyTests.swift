import Foundation
import Testing

@testable import CertCli

@Suite("Submission keys")
struct SubmissionKeyTests {
    @Test("are UUIDs of version 7 that follow time and do not repeat")
    func fresh() throws {
        // RFC 9562 appendix A.6: 2022-02-22 19:22:22.00 GMT is 017F22E2-79B0-7….
        let time = Date(timeIntervalSince1970: 1_645_557_742)
        let key = SubmissionKey.fresh(at: time)
        #expect(key.hasPrefix("017f22e2-79b0-7"))
        let octets = try #require(UUID(uuidString: key)).uuid
        #expect(octets.8 >> 6 == 2)
        #expect(key < SubmissionKey.fresh(at: time.addingTimeInterval(0.001)))
        #expect(Set((0..<1000).map { _ in SubmissionKey.fresh(at: time) }).count == 1000)
    }
}
