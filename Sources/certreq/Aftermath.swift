import CAInterface

/// What is left to do once the CA has answered: files, the chain, the store. Each step is tried, whatever became of the one before; what was issued
/// has been told by then, and what failed is told at the end.
struct Aftermath {
    private(set) var failures: [CAError] = []

    mutating func attempt(_ step: () async throws -> Void) async {
        do {
            try await step()
        } catch let error as CAError {
            failures.append(error)
        } catch {
            failures.append(CAError(.internal, status: .fail, "A step after the CA's answer failed: \(error)", cause: error))
        }
    }
}
