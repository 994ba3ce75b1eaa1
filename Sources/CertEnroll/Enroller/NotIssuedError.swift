/// The CA took the request and issued no certificate: it denied it, or an officer has to approve it first.
///
/// The same call later continues a pending request; a denied one is asked for anew.
public struct NotIssuedError: Error, CustomStringConvertible {
    /// `enrollPended`, `enrollDenied` or `enrollError`, with the CA's reason.
    public let status: X509EnrollmentStatus
    /// The CA's name for the request.
    public let requestID: String
    /// `host[:port]\CA name`.
    public let ca: String

    /// Whether the request waits for an officer.
    public var isPending: Bool { status.status == .enrollPended }

    public var description: String {
        isPending
            ? "\(ca) has left request \(requestID) to an officer: \(status.text) Ask again when it is approved."
            : "\(ca) issued no certificate for request \(requestID): \(status.text)"
    }
}
