import CAInterface
import CertCli
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation

/// The knowledge of a policy server: templates, and CAs that issue for them. It is also the document of its cache and of an export.
struct EnrollmentPolicy: Codable, Sendable, Equatable {
    /// The form of the document; a later one is refused.
    static let formatVersion = 1
    /// The hours after which a policy is asked for again. Source: MS-XCEP §3.1.4.1.3.23, where the server chooses them; Windows' own choose 8.
    static let hoursOfValidity = 8

    var formatVersion = EnrollmentPolicy.formatVersion
    var url: String
    /// A GUID in braces, the same for every CA below one root.
    var id: String
    var friendlyName: String
    var updated: Date
    var nextUpdate: Date
    var templates: [CertificateTemplate]
    var authorities: [Authority]

    /// A CA, and the templates that it issues for.
    struct Authority: Codable, Sendable, Equatable {
        var name: String
        var sanitizedName: String
        var sanitizedShortName: String?
        var dnsName: String?
        var configString: String
        /// DER.
        var certificate: [UInt8]
        /// The common names of templates.
        var templates: [String]
        /// SDDL; nil when the caller may not read it.
        var security: String?
    }

    /// Asks a server.
    static func load(from server: any EnrollmentServer, url: String, friendlyName: String, at now: Date) async throws -> EnrollmentPolicy {
        let descriptions = try await server.authorities()
        let host = try descriptions.first.map { try ConfigString($0.configString) }
        var authorities: [Authority] = []
        for description in descriptions { authorities.append(try await authority(description, of: server)) }
        return EnrollmentPolicy(
            url: url,
            id: id(of: descriptions),
            friendlyName: friendlyName.isEmpty ? host?.machine ?? url : friendlyName,
            updated: now,
            nextUpdate: now.addingTimeInterval(TimeInterval(hoursOfValidity) * 3600),
            templates: try await server.templates().sorted { $0.name < $1.name },
            authorities: authorities
        )
    }

    private static func authority(_ description: AuthorityDescription, of server: any EnrollmentServer) async throws -> Authority {
        let chosen = try server.choosing(authority: description.name)
        let authority = try await chosen.connector.authority(try await chosen.config())
        func text(_ id: CAPropertyID) async throws -> String? {
            guard case .string(let text) = try await authority.property(id, index: 0) else { return nil }
            return text
        }
        // Names and object identifiers in turn, one a line.
        let lines = try await text(.templates)?.split(separator: "\n").map(String.init) ?? []
        // Only administrators and auditors read the access list; for others the property is empty.
        let access = try? await (authority as? any AuthoritySecurity)?.security().value.rights
        return Authority(
            name: description.name,
            sanitizedName: description.sanitizedName,
            sanitizedShortName: try? await text(.sanitizedCAShortName),
            dnsName: try? await text(.dnsName),
            configString: description.configString,
            certificate: description.certificate,
            templates: lines.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element),
            security: try access?.authorityDescriptor().sddl()
        )
    }

    /// The identifier of an installation: made from its root, so that it stays the same when CAs are renewed or added.
    private static func id(of authorities: [AuthorityDescription]) -> String {
        let roots = Set(authorities.map { $0.chain.last ?? $0.certificate }).map { Digest.sha256($0) }
        let digest = roots.min { $0.lexicographicallyPrecedes($1) } ?? Digest.sha256([])
        var text = ""
        for (index, octet) in digest.prefix(16).enumerated() {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            text += Hex.encode([octet])
        }
        return "{" + text.uppercased() + "}"
    }

    // MARK: The document

    init(document: [UInt8]) throws(CAError) {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let policy = try? decoder.decode(EnrollmentPolicy.self, from: Data(document)), policy.formatVersion == Self.formatVersion
        else {
            throw CAError(
                .malformed,
                status: .invalidData,
                "The policy is not a document that Export made, or a later version made it. Load the policy from its server again."
            )
        }
        self = policy
    }

    func document() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.dateEncodingStrategy = .iso8601
        return [UInt8](try encoder.encode(self))
    }

    init(
        url: String,
        id: String,
        friendlyName: String,
        updated: Date,
        nextUpdate: Date,
        templates: [CertificateTemplate],
        authorities: [Authority]
    ) {
        self.url = url
        self.id = id
        self.friendlyName = friendlyName
        self.updated = updated
        self.nextUpdate = nextUpdate
        self.templates = templates
        self.authorities = authorities
    }
}
