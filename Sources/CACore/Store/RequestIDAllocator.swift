package import CAInterface

/// Where request ids come from. One process may not decide that alone: several may serve one authority.
///
/// Promise: the same id of an authority is never handed out twice, by any process and whatever happens to one. Gaps are allowed: an id that was handed out and
/// not used stays unused.
package protocol RequestIDAllocator: Sendable {
    /// - Throws: `CommitError`.
    func reserveRequestID(of authority: AuthorityNumber) async throws -> RequestID
}
