/// A set of rules for certificates of one purpose, beyond RFC 5280. A template names those that all its certificates follow.
public enum LintProfile: String, Sendable, Hashable, CaseIterable, Codable {
    /// CA/Browser Forum, "Baseline Requirements for the Issuance and Management of Publicly-Trusted TLS Server Certificates": those of subscribers.
    case tlsServer = "cabf-tls"
    /// CA/Browser Forum, "Baseline Requirements for the Issuance and Management of Publicly-Trusted S/MIME Certificates": those of subscribers.
    case mail = "cabf-smime"
    /// Microsoft, "Guidelines for enabling smart card logon with third-party certification authorities", and KB5014754.
    case windowsLogon = "windows-logon"
    /// Microsoft, "Requirements for domain controller certificates from a third-party CA" (KB291010), and RFC 4556.
    case domainController = "windows-controller"
}
