import CACore
import CAInterface
import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("The validity that request attributes ask for")
struct RequestedValidityTests {
    private static let start = Date(timeIntervalSince1970: 1_795_219_200)  // 2026-11-21 00:00:00

    /// An authority that honors the attributes; others ignore them.
    private func honoring() async throws -> TestAuthority {
        let test = try await TestAuthority.make()
        _ = try await test.bound(test.administrator).changeConfigurationEntry(
            node: "policy",
            entry: "EditFlags",
            adding: ["ATTRIBUTEENDDATE"],
            removing: []
        )
        return test
    }

    private func end(_ attributes: [(String, String)]) throws -> Date? {
        try RequestedValidity(attributes.map { .init(name: $0.0, value: $0.1) })?.end(from: Self.start)
    }

    @Test(
        "every unit of a period counts from the beginning of the validity",
        arguments: [
            ("Seconds", "3600", 3600), ("minutes", "90", 5400), ("Hours", "48", 172_800), ("DAYS", "3", 259_200), ("Weeks", "2", 1_209_600),
            ("Months", "1", 30 * 86_400), ("Years", "1", 365 * 86_400),
        ] as [(String, String, Int)]
    )
    func units(_ unit: String, _ count: String, _ seconds: Int) throws {
        #expect(try end([("ValidityPeriod", unit), ("ValidityPeriodUnits", count)]) == Self.start.addingTimeInterval(Double(seconds)))
    }

    @Test(
        "a date is read in the three forms of HTTP, and wins over a period",
        arguments: ["Tue, 01 Dec 2026 10:20:30 GMT", "Tuesday, 01-Dec-26 10:20:30 GMT", "Tue Dec  1 10:20:30 2026"]
    )
    func dates(_ text: String) throws {
        let date = Date(timeIntervalSince1970: 1_796_120_430)
        #expect(try end([("ExpirationDate", text)]) == date)
        #expect(try end([("ValidityPeriod", "Days"), ("ValidityPeriodUnits", "1"), ("expirationdate", text)]) == date)
    }

    @Test("months end on the last day that the month has")
    func months() throws {
        let january = Date(timeIntervalSince1970: 1_801_353_600)  // 2027-01-31
        let end = try #require(
            try RequestedValidity([.init(name: "ValidityPeriod", value: "Months"), .init(name: "ValidityPeriodUnits", value: "1")])
        )
        #expect(end.end(from: january) == Date(timeIntervalSince1970: 1_803_772_800))  // 2027-02-28
    }

    @Test("one of the two attributes of a period alone asks for nothing")
    func alone() throws {
        #expect(try end([("ValidityPeriod", "Days")]) == nil)
        #expect(try end([("ValidityPeriodUnits", "4")]) == nil)
        #expect(try end([("Color", "red")]) == nil)
    }

    @Test(
        "a validity that cannot be read, or ends within minutes, is 0x80070057 and names the attribute",
        arguments: [
            (["ValidityPeriod": "Fortnights", "ValidityPeriodUnits": "1"], "ValidityPeriod"),
            (["ValidityPeriod": "Days", "ValidityPeriodUnits": "-1"], "ValidityPeriodUnits"),
            (["ValidityPeriod": "Days", "ValidityPeriodUnits": "0"], "ValidityPeriodUnits"),
            (["ExpirationDate": "2026-12-01"], "ExpirationDate"), (["ExpirationDate": "Tue, 31 Feb 2026 10:20:30 GMT"], "ExpirationDate"),
            (["ExpirationDate": "Tue, 01 Dec 2020 10:20:30 GMT"], "validity"),
            (["ValidityPeriod": "Minutes", "ValidityPeriodUnits": "5"], "validity"),
        ]
    )
    func refused(_ attributes: [String: String], _ field: String) async throws {
        let test = try await honoring()
        let answer = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User", attributes: attributes))
        #expect(answer.status == .invalidArgument)
        #expect(answer.reason?.rule == "RequestedValidityCounts")
        #expect(answer.reason?.field == field)
    }

    @Test("a shorter validity is taken without a word; a longer one is ignored and named after Issued")
    func shortens() async throws {
        let test = try await honoring()
        let alice = try await test.bound(test.alice)
        let short = ["ValidityPeriod": "Days", "ValidityPeriodUnits": "3"]
        let taken = try await alice.submit(test.submission(test.request(), template: "User", attributes: short))
        #expect(taken.message == "Issued")
        let certificate = try Certificate(derEncoded: try #require(taken.certificate))
        #expect(certificate.notAfter.timeIntervalSince(certificate.notBefore) == 3 * 86_400)
        let long = ["ExpirationDate": "Tue, 01 Dec 2099 10:20:30 GMT"]
        let ignored = try await alice.submit(test.submission(test.request(), template: "User", attributes: long))
        #expect(ignored.message == "Issued  The request attribute ExpirationDate was ignored.")
        let year = try Certificate(derEncoded: try #require(ignored.certificate))
        #expect(year.notAfter.timeIntervalSince(year.notBefore) == 365 * 86_400)
    }
}
