import CAInterface
import PKIFormats

/// Where an extension of an issued certificate came from, as the flags of the extension table say it. Source: certsrv.h `EXTENSION_ORIGIN_…`.
enum ExtensionOrigin: Int, Sendable {
    case request = 0x1_0000
    case policy = 0x2_0000
    case admin = 0x3_0000
    case server = 0x4_0000
    case importedCertificate = 0x6_0000
    case authorityCertificate = 0x9_0000
}

/// The origins of the extensions of one row. They follow from the row: an officer's are in the edits, names come from the request where it asked for them,
/// addresses from the authority, and all others from the template.
struct ExtensionOrigins {
    /// The parts of a row from which they follow.
    static let columns: [StoredViewColumn] = [.disposition, .dispositionMessage, .requestFlags, .officer, .rawRequest]

    private let whole: ExtensionOrigin?
    private let changed: Set<OID>
    private let requestedNames: Set<GeneralName>

    init(_ plan: ViewPlan, _ row: StoredViewRow, _ edits: OfficerEdits?) {
        changed = Set((edits?.extensions ?? []).map(\.oid))
        var request: [UInt8] = []
        if case .binary(let bytes)? = plan.value(.rawRequest, of: row) { request = bytes }
        requestedNames = Set(Self.names(askedForIn: request))
        switch plan.value(.disposition, of: row) {
        case .long(StoredDisposition.foreign.rawValue)?: whole = .importedCertificate
        case .long(StoredDisposition.caCertificate.rawValue)?: whole = .authorityCertificate
        default:
            var flags = 0
            if case .long(let number)? = plan.value(.requestFlags, of: row) { flags = number }
            // An import brings no request. Of an erased row the message is gone too, and an exchange certificate needs none.
            let isImported =
                request.isEmpty && plan.value(.dispositionMessage, of: row) != .string("")
                && flags & Int(RequestFlags.exchangeCertificate) == 0
            whole = isImported ? .importedCertificate : nil
        }
    }

    private static func names(askedForIn request: [UInt8]) -> [GeneralName] {
        var extensions: [CertificateExtension] = []
        if let bare = try? CertificationRequest(derEncoded: request) {
            extensions = bare.requestedExtensions
        } else if let message = try? EnrollmentMessage(berEncoded: request), let inner = try? message.onlyRequest {
            extensions = (try? RequestContent.extensions(of: inner, in: message)) ?? []
        }
        return (try? SubjectAlternativeName.find(in: extensions)?.names ?? []) ?? []
    }

    func origin(of item: CertificateExtension) -> ExtensionOrigin {
        if let whole { return whole }
        if changed.contains(item.oid) { return .admin }
        switch item.oid {
        case CRLDistributionPoints.oid, AuthorityInformationAccess.oid: return .server
        case SubjectAlternativeName.oid:
            let names = (try? SubjectAlternativeName(value: item.value).names) ?? []
            return names.contains(where: requestedNames.contains) ? .request : .policy
        default: return .policy
        }
    }
}
