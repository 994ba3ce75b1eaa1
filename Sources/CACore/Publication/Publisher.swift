package import CAInterface

/// The place where everybody can fetch revocation lists and CA certificates. `Store` implements it.
///
/// Promise: `publish` replaces the object in one step (readers see the old or the new bytes, never a mixture), and the object is on disk when the call
/// returns.
package protocol Publisher: PublicationSource {
    func publish(_ object: PublishedObject) async throws
    /// True if the copy still exists for others. This check is cheap. Readers of this process may get it from memory even when it does not.
    func isIntact(_ path: String) async throws -> Bool
}
