package import PortableFoundation
import CAInterface
import PKIFormats

extension CertificateManagementClient {
    /// The certificates of one user and template.
    package struct Profile: Hashable, Sendable {
        package let id: UUID
        /// 1 new, 2 active, 3 disabled, 4 suspended, 5 retired.
        package let statusNumber: Int
        package let flags: Int
        package let parent: UUID?
        package let primary: UUID?
        package let assignedUser: UUID?
        package let profileTemplate: UUID?
        package let profileTemplateVersion: Int
        package let comment: String
        package let operations: [String]
    }

    /// A certificate of a profile or card.
    package struct ProfileCertificate: Hashable, Sendable {
        package let isKeyHistory: Bool
        package let isArchivedOnCA: Bool
        package let type: Int
        package let templateCommonName: String
        /// Upper-case hexadecimal.
        package let serialNumber: String
        /// SHA-1 in upper-case hexadecimal.
        package let thumbprint: String
        /// The members from here on are in the list of the user's certificates alone.
        package let notBefore: Date?
        package let notAfter: Date?
        package let issuer: String
        package let requesterName: String
        package let statusNumber: Int?
    }

    /// An object that has operations and certificates.
    package enum Holder: Hashable, Sendable {
        case profile(UUID)
        case smartcard(UUID)

        var path: String {
            switch self {
            case .profile(let id): "/profiles/\(CertificateManagementClient.text(id))"
            case .smartcard(let id): "/smartcards/\(CertificateManagementClient.text(id))"
            }
        }
    }

    /// - Parameter status: a word such as `Active`; nil for any.
    package func profiles(status: String? = nil) async throws -> [Profile] {
        try ManagementReply.list(try await get("/profiles", query: [("status", status)])).map(Self.profile)
    }

    package func profile(_ id: UUID) async throws -> Profile? {
        try ManagementReply.one(try await get("/profiles/\(Self.text(id))")).map(Self.profile)
    }

    package func profiles(ofRequest id: UUID) async throws -> [Profile] {
        try ManagementReply.list(try await get("/requests/\(Self.text(id))/profiles")).map(Self.profile)
    }

    /// What the caller may start on the object now, in lower case.
    package func operations(on holder: Holder) async throws -> [String] {
        guard let value = try ManagementReply.read(try await get(holder.path + "/operations")) else { return [] }
        guard case .array(let words) = value else { throw API.unexpected("it is \(value.kind), and an array was expected") }
        return words.compactMap { if case .string(let word) = $0 { word.lowercased() } else { nil } }
    }

    package func certificates(of holder: Holder) async throws -> [ProfileCertificate] {
        try ManagementReply.list(try await get(holder.path + "/certificates")).map(Self.certificate)
    }

    /// The caller's certificates, without those of retired profiles.
    package func certificates() async throws -> [ProfileCertificate] {
        try ManagementReply.list(try await get("/certificates")).map(Self.certificate)
    }

    private static func profile(_ reply: ManagementReply) throws -> Profile {
        Profile(
            id: try reply.requiredID("Uuid"),
            statusNumber: reply.number("Status") ?? 0,
            flags: reply.number("Flags") ?? 0,
            parent: reply.id("ParentProfileUuid"),
            primary: reply.id("PrimaryProfileUuid"),
            assignedUser: reply.id("AssignedUserUuid"),
            profileTemplate: reply.id("ProfileTemplateUuid"),
            profileTemplateVersion: reply.number("ProfileTemplateVersion") ?? 0,
            comment: reply.text("Comment"),
            operations: reply.texts("ProfileOperations").map { $0.lowercased() }
        )
    }

    private static func certificate(_ reply: ManagementReply) -> ProfileCertificate {
        ProfileCertificate(
            isKeyHistory: reply.flag("IsKeyHistory"),
            isArchivedOnCA: reply.flag("ArchivedOnCa"),
            type: reply.number("CertificateType") ?? 0,
            templateCommonName: reply.text("TemplateCommonName"),
            serialNumber: reply.text("SerialNumber").uppercased(),
            thumbprint: reply.text("Thumbprint").uppercased(),
            notBefore: reply.time("NotBefore"),
            notAfter: reply.time("NotAfter"),
            issuer: reply.text("Issuer"),
            requesterName: reply.text("RequesterName"),
            statusNumber: reply.number("Status")
        )
    }
}
