import CAInterface

/// The steps after the CA's answer: files, the chain, the store. Each step is tried, even if an earlier one failed. The certificate has been
/// reported by then, and failures are reported at the end.
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
