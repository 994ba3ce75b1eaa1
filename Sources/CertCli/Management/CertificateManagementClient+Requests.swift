package import PortableFoundation
import CAInterface
import PKIFormats
import WireProtocols

extension CertificateManagementClient {
    /// The states of a request, with the numbers of the interface.
    package enum RequestStatus: Int, Sendable {
        case none = 0
        case approved = 3
        case denied = 4
        case completed = 8
        case failed = 9
        case pending = 16
        case canceled = 17
        case executing = 18

        /// Whether nothing more happens to it.
        package var isFinal: Bool { [.denied, .completed, .failed, .canceled].contains(self) }
    }

    package struct Request: Hashable, Sendable {
        package let id: UUID
        package let type: Int
        /// nil for a number that the interface does not document; it is in ``statusNumber``.
        package let status: RequestStatus?
        package let statusNumber: Int
        package let dataCollection: [DataItem]
        package let originator: UUID?
        package let target: UUID?
        package let submitted: Date?
        package let completed: Date?
        package let newProfile: UUID?
        package let oldProfile: UUID?
        package let newSmartcard: UUID?
        package let oldSmartcard: UUID?
        package let priority: Int
        package let comment: String
        package let profileTemplate: UUID?
        /// SDDL, without the octets that follow it on the wire.
        package let securityDescriptor: String
        package let isSmartcard: Bool
        package let needsAgent: Bool
    }

    /// A value that a workflow asks for; nil when it is not given yet.
    package struct DataItem: Hashable, Sendable {
        package let name: String
        package let value: String?

        package init(name: String, value: String?) {
            self.name = name
            self.value = value
        }
    }

    /// What to start.
    package struct NewRequest: Hashable, Sendable {
        /// The word of the interface, such as `Enroll`.
        package var type: String
        package var profileTemplate: UUID?
        package var smartcard: UUID?
        package var profile: UUID?
        /// The user; nil for the caller.
        package var target: UUID?
        package var comment: String
        package var priority: Int?
        package var items: [DataItem]

        package init(
            type: String,
            profileTemplate: UUID? = nil,
            smartcard: UUID? = nil,
            profile: UUID? = nil,
            target: UUID? = nil,
            comment: String = "",
            priority: Int? = nil,
            items: [DataItem] = []
        ) {
            self.type = type
            self.profileTemplate = profileTemplate
            self.smartcard = smartcard
            self.profile = profile
            self.target = target
            self.comment = comment
            self.priority = priority
            self.items = items
        }
    }

    /// How to make one key and its certificate request.
    package struct GenerationOption: Hashable, Sendable {
        package let subject: String
        package let keyAlgorithmName: String
        package let keySize: Int
        package let friendlyName: String
        package let hashAlgorithmName: String
        package let keyStorageProviderNames: [String]
        package let isExportable: Bool
        package let keyProtectionLevel: Int
        /// 1 decryption, 2 signing, 4 key agreement.
        package let keyUsages: Int
    }

    /// One certificate, or the reason why it is missing.
    package struct IssuedCertificate: Hashable, Sendable {
        package struct Failure: Hashable, Sendable {
            package let disposition: Int
            package let hresult: Int
            package let message: String
        }

        package let templateCommonName: String
        package let failure: Failure?
        /// DER of a PKCS #7 or CMC full response.
        package let pkcs7: [UInt8]?
        package let pfx: [UInt8]?
        package let usesLocalMachineStore: Bool
        package let isExternal: Bool
        package let isServerGenerated: Bool
        package let isKeyHistory: Bool
    }

    /// Starts a workflow. The call is made once: when its answer is lost, the request may exist, and ``requests(targetUser:status:)`` shows it.
    /// - Returns: the id of the new request.
    package func createRequest(_ new: NewRequest) async throws -> UUID {
        var body = JSONMembers()
        if let template = new.profileTemplate { body["profiletemplateuuid"] = .string(Self.text(template)) }
        if let card = new.smartcard { body["smartcard"] = .string(Self.text(card)) }
        if let profile = new.profile { body["profile"] = .string(Self.text(profile)) }
        if let target = new.target { body["target"] = .string(Self.text(target)) }
        body["type"] = .string(new.type)
        body["datacollection"] = .array(new.items.map { .object(JSONMembers([.init(name: $0.name, value: .optional($0.value))])) })
        body["comment"] = .string(new.comment)
        if let priority = new.priority { body["priority"] = .int(priority) }
        guard let id = try Self.newID(try await send(.post, "/requests", .object(body), mayRepeat: false)) else {
            throw API.unexpected("it names no new request")
        }
        return id
    }

    /// - Parameters:
    ///   - targetUser: `current` for the caller's own; nil for all that the caller sees.
    ///   - status: a word such as `Approved`; nil for any.
    package func requests(targetUser: String? = nil, status: String? = nil) async throws -> [Request] {
        try ManagementReply.list(try await get("/requests", query: [("targetuser", targetUser), ("status", status)])).map(Self.request)
    }

    package func request(_ id: UUID) async throws -> Request? {
        try ManagementReply.one(try await get("/requests/\(Self.text(id))")).map(Self.request)
    }

    /// - Parameter status: `Completed`, `Canceled` or `Abandoned`.
    /// - Returns: the request after the change; nil when there is none.
    package func setStatus(_ status: String, of id: UUID) async throws -> Request? {
        let answer = try await send(.put, "/requests/\(Self.text(id))", .members(["status": .string(status)]))
        return try ManagementReply.one(answer).map(Self.request)
    }

    package func generationOptions(of id: UUID) async throws -> [GenerationOption] {
        try ManagementReply.list(try await get("/requests/\(Self.text(id))/certificaterequestgenerationoptions")).map { reply in
            GenerationOption(
                subject: reply.text("Subject"),
                keyAlgorithmName: reply.text("KeyAlgorithmName"),
                keySize: reply.number("KeySize") ?? 0,
                friendlyName: reply.text("FriendlyName"),
                hashAlgorithmName: reply.text("HashAlgorithmName"),
                keyStorageProviderNames: reply.texts("KeyStorageProviderNames"),
                isExportable: reply.flag("Exportable"),
                keyProtectionLevel: reply.number("KeyProtectionLevel") ?? 0,
                keyUsages: reply.number("KeyUsages") ?? 2
            )
        }
    }

    /// Sends certificate requests; number *i* answers option *i*. The same requests sent again get the same answers.
    /// - Parameters:
    ///   - requests: DER of PKCS #10.
    ///   - pfxPassword: protects keys that the server made.
    /// - Returns: perhaps more certificates than requests.
    package func certificateData(_ requests: [[UInt8]], pfxPassword: String = "", comments: String = "", of id: UUID) async throws
        -> [IssuedCertificate]
    {
        let body: JSONValue = .members([
            "pfxpassword": .string(pfxPassword), "certificaterequests": .strings(requests.map { WrappedBase64.text($0) }),
            "comments": .string(comments),
        ])
        return try ManagementReply.list(try await send(.post, "/requests/\(Self.text(id))/certificatedata", body)).map(Self.issued)
    }

    private static func issued(_ reply: ManagementReply) throws -> IssuedCertificate {
        let failure = reply.member("Error").map { error in
            let members = ManagementReply(error)
            var message = members.text("Message")
            if case .string(let text) = error { message = text }
            return IssuedCertificate.Failure(
                disposition: members.number("Disposition") ?? 0,
                hresult: members.number("HResult") ?? 0,
                message: message
            )
        }
        return IssuedCertificate(
            templateCommonName: reply.text("TemplateCommonName"),
            failure: failure,
            pkcs7: try reply.octets("Pkcs7"),
            pfx: try reply.octets("Pfx"),
            usesLocalMachineStore: reply.flag("UseLocalMachineStore"),
            isExternal: reply.flag("IsExternal"),
            isServerGenerated: reply.flag("isServerGenerated"),
            isKeyHistory: reply.flag("isKeyHistory")
        )
    }

    private static func request(_ reply: ManagementReply) throws -> Request {
        let number = reply.number("Status") ?? 0
        return Request(
            id: try reply.requiredID("Uuid"),
            type: reply.number("RequestType") ?? 0,
            status: RequestStatus(rawValue: number),
            statusNumber: number,
            dataCollection: reply.objects("DataCollection").map { item in
                DataItem(name: item.text("Name"), value: item.member("Value") == nil ? nil : item.text("Value"))
            },
            originator: reply.id("OriginatorUserUuid"),
            target: reply.id("TargetUserUuid"),
            submitted: reply.time("Submitted"),
            completed: reply.time("Completed"),
            newProfile: reply.id("NewProfileUuid"),
            oldProfile: reply.id("OldProfileUuid"),
            newSmartcard: reply.id("NewSmartcardUuid"),
            oldSmartcard: reply.id("OldSmartcardUuid"),
            priority: reply.number("Priority") ?? 0,
            comment: reply.text("Comment"),
            profileTemplate: reply.id("ProfileTemplateUuid"),
            securityDescriptor: reply.text("SecurityDescriptor").filter { $0 != "\0" },
            isSmartcard: reply.flag("IsSmartcard"),
            needsAgent: reply.flag("IsEnrollmentAgent")
        )
    }
}
