package import CAInterface

/// Where revocation lists and CA certificates are put for everybody to fetch. Implemented by `Store`.
///
/// Promise: `publish` replaces the object in one step (readers see the old or the new bytes, never a mixture) and it is on disk when the call returns.
package protocol Publisher: PublicationSource {
    func publish(_ object: PublishedObject) async throws
    /// Whether the copy is still there for others to fetch, by a cheap look. Readers of this process may be served from memory when it is not.
    func isIntact(_ path: String) async throws -> Bool
}
