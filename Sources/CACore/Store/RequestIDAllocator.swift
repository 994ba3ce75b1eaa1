package import CAInterface

/// The source of request ids. One process may not choose them alone, because several may serve one authority.
///
/// Promise: an id of an authority is never handed out twice, by any process, even after a crash. Gaps are allowed: an unused id stays
/// unused.
package protocol RequestIDAllocator: Sendable {
    /// - Throws: `CommitError`.
    func reserveRequestID(of authority: AuthorityNumber) async throws -> RequestID
}
