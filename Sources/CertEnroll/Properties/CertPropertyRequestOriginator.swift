import PortableFoundation

/// 71: the machine that made the request. Source: "ICertPropertyRequestOriginator interface".
public final class CertPropertyRequestOriginator: CertPropertyText {
    override class var number: CertEnrollPropertyID? { .requestOriginator }

    /// Takes the name of this machine. Source: "ICertPropertyRequestOriginator::InitializeFromLocalRequestOriginator".
    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initializeFromLocalRequestOriginator() throws { try initialize(ProcessInfo.processInfo.hostName) }

    /// The DNS name of the machine. Source: "ICertPropertyRequestOriginator::get_RequestOriginator".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var requestOriginator: String { get throws { try text(for: "requestOriginator") } }
}
