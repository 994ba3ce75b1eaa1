package import CAInterface

/// The place where everybody can fetch revocation lists and CA certificates. `Store` implements it.
///
/// Promise: `publish` replaces the object in one step (readers see the old or the new bytes, never a mixture), and the object is on disk when the call
/// returns. A revocation list never replaces one of another issuer, or one with a higher number (`PublishedObject.mayReplace`), also when two callers publish at once.
package protocol Publisher: PublicationSource {
    /// - Returns: false when a list with a higher number, or of another issuer, is published there already, and stays.
    @discardableResult func publish(_ object: PublishedObject) async throws -> Bool
    /// True if the copy still exists for others. This check is cheap. Readers of this process may get it from memory even when it does not.
    func isIntact(_ path: String) async throws -> Bool
}
