/// A source of CAs for ``CertConfig``: a file of this computer, a shared folder, a server.
public protocol AuthorityListing: Sendable {
    /// The CAs, the preferred one first. A source that does not exist, such as a file that nobody wrote, has none.
    /// - Throws: `CAError` when the source exists and cannot be read.
    func entries() async throws -> [AuthorityEntry]
}
