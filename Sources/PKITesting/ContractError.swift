/// A backend did not keep a promise of a port. Contract suites throw this; the test that runs them fails with its text.
package struct ContractError: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }

    /// - Throws: `ContractError` with `promise` unless `holds`.
    package static func unless(_ holds: Bool, _ promise: @autoclosure () -> String) throws {
        if !holds { throw ContractError(promise()) }
    }

    /// - Throws: `ContractError` showing both values unless they are equal.
    package static func unlessEqual<Value: Equatable>(_ found: Value, _ expected: Value, _ promise: @autoclosure () -> String) throws {
        if found != expected { throw ContractError("\(promise()): found \(found), expected \(expected)") }
    }

    /// The error that `work` throws, as the expected kind.
    /// - Throws: `ContractError` when it throws nothing or something else.
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
            throw ContractError("\(promise): threw \(error)")
        }
        throw ContractError("\(promise): nothing was thrown")
    }
}
