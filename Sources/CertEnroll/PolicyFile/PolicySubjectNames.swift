import CAInterface
import PKIFormats
import PortableFoundation
import WireProtocols

/// The key SubjectNameFlags: names of this computer or account that go into the request. What only a directory knows is refused, because the names would
/// otherwise be missing from the certificate. Source: "certreq" command reference; X509CertificateTemplateSubjectNameFlag.
package struct PolicySubjectNames: Sendable {
    /// The facts that this computer has about itself and the account.
    package struct Local: Sendable {
        package var hostName: String
        package var accountName: String

        package init(hostName: String, accountName: String) { (self.hostName, self.accountName) = (hostName, accountName) }

        package static var current: Local {
            Local(hostName: ProcessInfo.processInfo.hostName.lowercased(), accountName: ProcessInfo.processInfo.userName)
        }
    }

    private enum Treatment: Equatable {
        case dnsAsCommonName, commonName, dnsName
        /// The requester, or the renewed certificate, supplies the names anyway.
        case withoutEffect
        case directory
    }

    private static let table: [(name: String, bit: UInt32, treatment: Treatment)] = [
        ("CT_FLAG_ENROLLEE_SUPPLIES_SUBJECT", 0x1, .withoutEffect),
        ("CT_FLAG_OLD_CERT_SUPPLIES_SUBJECT_AND_ALT_NAME", 0x8, .withoutEffect),
        ("CT_FLAG_ENROLLEE_SUPPLIES_SUBJECT_ALT_NAME", 0x1_0000, .withoutEffect),
        ("CT_FLAG_SUBJECT_ALT_REQUIRE_DOMAIN_DNS", 0x40_0000, .directory), ("CT_FLAG_SUBJECT_ALT_REQUIRE_SPN", 0x80_0000, .directory),
        ("CT_FLAG_SUBJECT_ALT_REQUIRE_DIRECTORY_GUID", 0x100_0000, .directory), ("CT_FLAG_SUBJECT_ALT_REQUIRE_UPN", 0x200_0000, .directory),
        ("CT_FLAG_SUBJECT_ALT_REQUIRE_EMAIL", 0x400_0000, .directory), ("CT_FLAG_SUBJECT_ALT_REQUIRE_DNS", 0x800_0000, .dnsName),
        ("CT_FLAG_SUBJECT_REQUIRE_DNS_AS_CN", 0x1000_0000, .dnsAsCommonName), ("CT_FLAG_SUBJECT_REQUIRE_EMAIL", 0x2000_0000, .directory),
        ("CT_FLAG_SUBJECT_REQUIRE_COMMON_NAME", 0x4000_0000, .commonName),
        ("CT_FLAG_SUBJECT_REQUIRE_DIRECTORY_PATH", 0x8000_0000, .directory),
    ]

    let commonName: String?
    let dnsName: String?
    /// Flags without effect.
    let ignored: [String]

    /// - Parameter machine: whether the request is the computer's, whose name is then the common one.
    init(_ entry: PolicyFile.Entry, local: Local, machine: Bool) throws(CAError) {
        var chosen: [(name: String, treatment: Treatment)] = []
        for part in entry.value.split(separator: "|").map({ $0.filter { !$0.isWhitespace } }) {
            if let named = Self.table.first(where: { $0.name == part.uppercased() }) {
                chosen.append((named.name, named.treatment))
                continue
            }
            guard part.first?.isNumber == true else {
                let near = Nearest.to(part, among: Self.table.map(\.name))
                throw PolicyFile.unknown(entry.line, "\(part) is not a flag of SubjectNameFlags", nearest: near)
            }
            var left = try PolicyFile.number(PolicyFile.Entry(key: entry.key, value: part, line: entry.line))
            for flag in Self.table where left & Int(flag.bit) != 0 {
                chosen.append((flag.name, flag.treatment))
                left &= ~Int(flag.bit)
            }
            guard left == 0 else {
                throw PolicyFile.unreadable(entry.line, "SubjectNameFlags \(part) has bits without a documented meaning")
            }
        }
        if let flag = chosen.first(where: { $0.treatment == .directory }) {
            throw PolicyFile.notBuilt(
                "SubjectNameFlags \(flag.name)",
                entry.line,
                "only a directory knows that name; give it in Subject or 2.5.29.17, or use a template that takes it from the CA's directory"
            )
        }
        let takesHost = chosen.contains {
            $0.treatment == .dnsAsCommonName || $0.treatment == .dnsName || $0.treatment == .commonName && machine
        }
        let host = local.hostName.hasSuffix(".") ? String(local.hostName.dropLast()) : local.hostName
        guard !takesHost || !host.isEmpty && host != "localhost" else {
            throw PolicyFile.unreadable(
                entry.line,
                "SubjectNameFlags asks for this computer's DNS name, and it has none; give it in Subject"
            )
        }
        dnsName = chosen.contains { $0.treatment == .dnsName } ? host : nil
        if chosen.contains(where: { $0.treatment == .dnsAsCommonName }) {
            commonName = host
        } else if chosen.contains(where: { $0.treatment == .commonName }) {
            commonName = machine ? host : local.accountName
        } else {
            commonName = nil
        }
        ignored = chosen.filter { $0.treatment == .withoutEffect }.map { "SubjectNameFlags \($0.name)" }
    }
}
