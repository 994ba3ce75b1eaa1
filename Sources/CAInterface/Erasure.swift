public import PortableFoundation

/// Which requests lose their content. Source: "ICertAdmin2::DeleteRow", whose rows go; here they stay.
///
/// What is pending, issued and not expired, or revoked is never erased.
public enum Erasure: Sendable, Hashable {
    /// Certificates that expired before the time. The certificates themselves stay.
    case expired(before: Date)
    /// Denied and failed requests that were last changed before the time.
    case failed(before: Date)
    /// One request, denied, failed or with an expired certificate.
    case request(RequestID)
    /// The attributes of such a request alone; the text that they came in stays with it.
    case attributes(of: RequestID)
}
