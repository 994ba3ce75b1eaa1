/// A rule for the body of a revocation list. docs/conformance/revocation-lists.md repeats the table.
package enum RevocationListRule: String, LintRule, CaseIterable {
    case signatureAlgorithm = "crl.signature-algorithm"
    case issuer = "crl.issuer"
    case thisUpdate = "crl.this-update"
    case nextUpdate = "crl.next-update"
    case noEntries = "crl.no-entries"
    case extensionsUnique = "crl.extensions-unique"
    case extensionsKnown = "crl.extensions-known"
    case authorityKeyIdentifier = "crl.authority-key-identifier"
    case number = "crl.number"
    case freshest = "crl.freshest"
    case entrySerial = "entry.serial-number"
    case entryUnique = "entry.unique"
    case entryDate = "entry.date"
    case entryExtensions = "entry.extensions"
    case entryReason = "entry.reason"
    case entryRemoval = "entry.removal"
    case deltaIndicator = "delta.indicator"
    case deltaBase = "delta.base"
    case deltaFreshest = "delta.freshest"
    case pointCritical = "idp.critical"
    case pointName = "idp.name"
    case pointScope = "idp.scope"
    case nextPublish = "ms.next-publish"
    case publishedLocations = "ms.published-locations"
    case caVersion = "ms.ca-version"

    package var id: String { rawValue }

    package var source: String {
        switch self {
        case .signatureAlgorithm: "RFC 5280 §5.1.1.2"
        case .issuer: "RFC 5280 §5.1.2.3"
        case .thisUpdate: "RFC 5280 §5.1.2.4"
        case .nextUpdate: "RFC 5280 §5.1.2.5"
        case .noEntries, .entryUnique: "RFC 5280 §5.1.2.6"
        case .extensionsUnique: "RFC 5280 §4.2, §5.2"
        case .extensionsKnown: "RFC 5280 §5.2"
        case .authorityKeyIdentifier: "RFC 5280 §5.2.1"
        case .number: "RFC 5280 §5.2.3"
        case .freshest, .deltaFreshest: "RFC 5280 §5.2.6"
        case .entrySerial: "RFC 5280 §4.1.2.2, §5.1.2.6"
        case .entryDate: "RFC 5280 §5.1.2.4, §5.1.2.6"
        case .entryExtensions: "RFC 5280 §5.3"
        case .entryReason, .entryRemoval: "RFC 5280 §5.3.1"
        case .deltaIndicator, .deltaBase: "RFC 5280 §5.2.4"
        case .pointCritical, .pointName, .pointScope: "RFC 5280 §5.2.5"
        case .nextPublish, .publishedLocations, .caVersion: "MS-CSRA §3.1.4.1.6"
        }
    }

    package var text: String {
        switch self {
        case .signatureAlgorithm: "the algorithm is that of the issuer's key"
        case .issuer: "the issuer is the authority's subject, in the same octets, and not empty"
        case .thisUpdate: "thisUpdate is not in the future and has whole seconds"
        case .nextUpdate: "nextUpdate is there, after thisUpdate"
        case .noEntries: "a list without entries has no revokedCertificates"
        case .extensionsUnique: "no extension occurs twice"
        case .extensionsKnown:
            "only the extensions of these rules, and only the delta indicator and the issuing distribution point are critical"
        case .authorityKeyIdentifier: "the key identifier of the issuer's certificate"
        case .number:
            "at most 20 octets, greater than every former number of the part; a delta may have that of the complete list beside it"
        case .freshest: "addresses of http alone, without reasons and CRL issuer, in complete lists that have deltas"
        case .entrySerial: "positive, at most 20 octets, in the shortest form"
        case .entryUnique: "each serial number once, in ascending order"
        case .entryDate: "a UTCTime through 2049 and a GeneralizedTime from then on, with seconds and without fractions"
        case .entryExtensions: "at most the reason, which is not critical"
        case .entryReason: "a reason of the table, and 0 is left out"
        case .entryRemoval: "removeFromCRL in delta lists alone"
        case .deltaIndicator: "critical, in delta lists alone"
        case .deltaBase: "the base is a complete list that was signed, with no greater number than the delta"
        case .deltaFreshest: "a delta list does not say where deltas are"
        case .pointCritical: "the issuing distribution point is critical and not empty"
        case .pointName: "it has every address that certificates of the part name, and a list of everything has none"
        case .pointScope: "no reasons, no other issuers, no kind of certificate is left out"
        case .nextPublish: "the time of the next list is between thisUpdate and nextUpdate"
        case .publishedLocations: "not critical"
        case .caVersion: "the numbers of the signing certificate and key"
        }
    }
}
