import CAInterface
import PKIFormats

/// The entry of one CA in a source. Source: "ICertConfig::GetField".
public struct AuthorityEntry: Sendable, Hashable {
    /// Where an entry is from (`CAIF_…`); several may hold.
    public struct Origin: OptionSet, Sendable, Hashable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// `CAIF_DSENTRY` 1: the directory; here a server's own discovery document.
        public static let directory = Origin(rawValue: 1)
        /// `CAIF_SHAREDFOLDERENTRY` 2: the file `certsrv.txt` of a shared folder.
        public static let sharedFolder = Origin(rawValue: 2)
        /// `CAIF_REGISTRY` 4: the configuration of this computer; here the client configuration.
        public static let registry = Origin(rawValue: 4)
        /// `CAIF_LOCAL` 8: the CA is on this computer.
        public static let local = Origin(rawValue: 8)
        /// `CAIF_REGISTRYPARENT` 0x10. No source here has parents; the value is kept for others.
        public static let registryParent = Origin(rawValue: 0x10)
    }

    /// One web service for enrollment, as the directory attribute `msPKI-Enrollment-Servers` has it.
    public struct WebService: Sendable, Hashable {
        public var url: String
        /// The smallest is asked first.
        public var priority: Int
        public var authentication: EnrollmentAuthentication
        public var renewalOnly: Bool

        public init(url: String, priority: Int, authentication: EnrollmentAuthentication, renewalOnly: Bool) {
            self.url = url
            self.priority = priority
            self.authentication = authentication
            self.renewalOnly = renewalOnly
        }
    }

    /// The CA's common name, not sanitized; empty when unknown.
    public var commonName: String
    public var organizationalUnit = ""
    public var organization = ""
    public var locality = ""
    public var state = ""
    public var country = ""
    /// The argument of the members with a parameter `config`.
    public var config: String
    /// A file in the shared folder.
    public var exchangeCertificate = ""
    /// A file in the shared folder; of an entry from a server, the certificate between BEGIN and END lines.
    public var signatureCertificate = ""
    public var comment = ""
    /// Empty when the name is unknown.
    public var sanitizedName: String
    public var sanitizedShortName: String
    public var webServices: [WebService] = []
    public var origin: Origin
    /// Whether a source names it as the default.
    public var isDefault = false
    /// Whether it answered when the entry was made.
    public var isAnswering = false

    /// - Parameter config: `host[:port]\CA name`.
    public init(config: String, commonName: String, origin: Origin) {
        self.config = config
        self.commonName = commonName
        self.origin = origin
        sanitizedName = SanitizedName.of(commonName)
        sanitizedShortName = SanitizedName.short(of: commonName)
    }

    /// The text of a field; nil when it has no value.
    public func text(of field: ConfigField) -> String? {
        let parts = try? ConfigString(config, authorityRequired: false)
        let text =
            switch field {
            case .commonName: commonName
            case .orgUnit: organizationalUnit
            case .organization: organization
            case .locality: locality
            case .state: state
            case .country: country
            case .config: config
            case .exchangeCertificate: exchangeCertificate
            case .signatureCertificate: signatureCertificate
            case .description, .comment: comment
            case .server: parts?.host ?? ""
            case .authority: parts?.authority ?? ""
            case .sanitizedName: sanitizedName
            case .shortName: Self.restored(sanitizedShortName)
            case .sanitizedShortName: sanitizedShortName
            case .flags: String(origin.rawValue)
            case .webEnrollmentServers:
                webServices.map { "\($0.priority)\n\($0.authentication.rawValue)\n\($0.renewalOnly ? 1 : 0)\n\($0.url)" }
                    .joined(separator: "\n")
            }
        return text.isEmpty ? nil : text
    }

    /// This entry, completed by another of the same CA.
    func joined(with other: AuthorityEntry) -> AuthorityEntry {
        var entry = self
        let texts: [WritableKeyPath<AuthorityEntry, String>] = [
            \.commonName, \.organizationalUnit, \.organization, \.locality, \.state, \.country, \.exchangeCertificate,
            \.signatureCertificate, \.comment, \.sanitizedName, \.sanitizedShortName,
        ]
        for text in texts where entry[keyPath: text].isEmpty { entry[keyPath: text] = other[keyPath: text] }
        if entry.webServices.isEmpty { entry.webServices = other.webServices }
        entry.origin.formUnion(other.origin)
        entry.isDefault = isDefault || other.isDefault
        entry.isAnswering = isAnswering || other.isAnswering
        return entry
    }

    /// A sanitized name with its escapes (`!` and four digits) decoded. Source: MS-WCCE §3.1.1.4.1.1.
    static func restored(_ sanitized: String) -> String {
        var units: [UInt16] = []
        var rest = Array(sanitized.utf16)[...]
        while let unit = rest.popFirst() {
            if unit == UInt16(UInt8(ascii: "!")), rest.count >= 4,
                let escaped = UInt16(String(decoding: rest.prefix(4), as: UTF16.self), radix: 16)
            {
                units.append(escaped)
                rest = rest.dropFirst(4)
            } else {
                units.append(unit)
            }
        }
        return String(decoding: units, as: UTF16.self)
    }
}
