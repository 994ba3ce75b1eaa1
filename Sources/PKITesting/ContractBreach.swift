/// A promise of a port that a backend did not keep. Contract suites throw it; the test that runs them fails with its text.
package struct ContractBreach: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }

    /// - Throws: `ContractBreach` with `promise` unless `holds`.
    package static func unless(_ holds: Bool, _ promise: @autoclosure () -> String) throws {
        if !holds { throw ContractBreach(promise()) }
    }

    /// - Throws: `ContractBreach` showing both values unless they are equal.
    package static func unlessEqual<Value: Equatable>(_ found: Value, _ expected: Value, _ promise: @autoclosure () -> String) throws {
        if found != expected { throw ContractBreach("\(promise()): found \(found), expected \(expected)") }
    }

    /// What `work` throws, as the expected kind of error.
    /// - Throws: `ContractBreach` when it throws nothing or something else.
    package static func error<Failure: Error>(
        _ kind: Failure.Type,
        _ promise: String,
        from work: () async throws -> Void
    ) async throws -> Failure {
        do {
            try await work()
        } catch let failure as Failure {
            return failure
        } catch {
            throw ContractBreach("\(promise): threw \(error)")
        }
        throw ContractBreach("\(promise): nothing was thrown")
    }
}
