import CACore
import CAInterface
import PKITesting
import Store

/// Two nodes over one database, which has an authority and a template.
struct TwoNodes: Sendable {
    let scratch: ScratchDatabase
    let sample: SampleRecords
    let one: PostgreSQLStore
    let other: PostgreSQLStore

    var both: [PostgreSQLStore] { [one, other] }
    var authority: AuthorityNumber { sample.authority.number }
    var key: AuthorityKeyID { AuthorityKeyID(authority: authority, index: 0) }

    static func open() async throws -> TwoNodes {
        let scratch = try await ScratchDatabase()
        let sample = try await SampleRecords.make()
        let one = try await scratch.open(node: "one")
        try await one.commit([.authorityCreated(sample.authority), .templateSaved(sample.template())], expecting: .nothing)
        return TwoNodes(scratch: scratch, sample: sample, one: one, other: try await scratch.open(node: "other"))
    }

    func close() async throws {
        for node in both { try await node.close() }
    }
}

/// Runs `body` for each element at once, and returns the results in the order of their ends.
func atOnce<Element: Sendable, Result: Sendable>(
    _ elements: some Sequence<Element>,
    _ body: @escaping @Sendable (Element) async throws -> Result
) async throws -> [Result] {
    try await withThrowingTaskGroup(of: Result.self) { group in
        for element in elements { group.addTask { try await body(element) } }
        return try await group.reduce(into: []) { $0.append($1) }
    }
}
