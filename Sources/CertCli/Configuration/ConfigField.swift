/// The names of the fields of an ``AuthorityEntry``. Source: "ICertConfig::GetField".
public enum ConfigField: String, Sendable, Hashable, CaseIterable {
    case commonName = "CommonName"
    case orgUnit = "OrgUnit"
    case organization = "Organization"
    case locality = "Locality"
    case state = "State"
    case country = "Country"
    case config = "Config"
    case exchangeCertificate = "ExchangeCertificate"
    case signatureCertificate = "SignatureCertificate"
    case description = "Description"
    /// The page calls it obsolete; it is the description here.
    case comment = "Comment"
    case server = "Server"
    case authority = "Authority"
    case sanitizedName = "SanitizedName"
    case shortName = "ShortName"
    case sanitizedShortName = "SanitizedShortName"
    case flags = "Flags"
    case webEnrollmentServers = "WebEnrollmentServers"

    /// The field of a name; case does not matter, as in a script.
    init?(name: String) {
        guard let field = Self.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() }) else { return nil }
        self = field
    }
}
