import Testing

@testable import TemplateDocuments

@Suite("Periods as the directory has them")
struct DirectoryPeriodTests {
    @Test("a period comes back as it was written", arguments: [0, 1, 60, 365 * 86_400, 20 * 365 * 86_400])
    func roundTrip(_ seconds: Int) throws {
        #expect(try DirectoryPeriod.seconds(DirectoryPeriod.octets(seconds: seconds)) == seconds)
    }

    @Test(
        "a period too long for eight octets is the longest one and never wraps",
        arguments: [Int(Int64.max / 10_000_000), Int(Int64.max / 10_000_000) + 1, .max - 1, .max]
    )
    func longest(_ seconds: Int) throws {
        #expect(try DirectoryPeriod.seconds(DirectoryPeriod.octets(seconds: seconds)) == Int(Int64.max / 10_000_000))
    }
}
