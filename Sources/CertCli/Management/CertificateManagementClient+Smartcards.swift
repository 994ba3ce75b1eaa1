package import PortableFoundation
import CAInterface
import PKIFormats
import WireProtocols

extension CertificateManagementClient {
    /// The states of a card, with the numbers of the interface.
    package enum SmartcardStatus: Int, Sendable {
        case none = 0
        case new = 1
        case assigned = 2
        case active = 3
        case disabled = 4
        case suspended = 5
        case retired = 6
    }

    /// One assignment of a card to a user.
    package struct Smartcard: Hashable, Sendable {
        package let id: UUID
        /// nil for a number that is not documented; it is in ``statusNumber``.
        package let status: SmartcardStatus?
        package let statusNumber: Int
        package let flags: Int
        package let parent: UUID?
        package let primary: UUID?
        package let permanent: UUID?
        package let assignedUser: UUID?
        package let profileTemplate: UUID?
        package let profileTemplateVersion: Int
        package let comment: String
        /// As sent: for most cards the card's id in braces.
        package let serialNumber: String
        package let middleware: String
        /// Lower-case hexadecimal.
        package let answerToReset: String

        /// The id on the chip; nil where the serial number is a maker's.
        package var cardID: UUID? { GUIDText.read(serialNumber) }
    }

    /// Binds a card to a request. The same call again has the same result.
    /// - Returns: the id of the assignment; nil when there is no such request.
    package func assignSmartcard(request: UUID, card: UUID, answerToReset: [UInt8] = []) async throws -> UUID? {
        var body = JSONMembers()
        body["requestid"] = .string(Self.text(request))
        body["cardid"] = .string(Self.text(card))
        if !answerToReset.isEmpty { body["atr"] = .string(Hex.encode(answerToReset)) }
        return try Self.newID(try await send(.post, "/smartcards", .object(body)))
    }

    /// The caller's cards.
    package func smartcards() async throws -> [Smartcard] { try ManagementReply.list(try await get("/smartcards")).map(Self.smartcard) }

    package func smartcard(_ id: UUID) async throws -> Smartcard? {
        try ManagementReply.one(try await get("/smartcards/\(Self.text(id))")).map(Self.smartcard)
    }

    /// - Parameter id: the id on the chip.
    package func smartcard(cardID id: UUID) async throws -> Smartcard? {
        try ManagementReply.one(try await get("/smartcards", query: [("cardid", Self.text(id))])).map(Self.smartcard)
    }

    /// The management key that the card is to have. Overwrite it after use.
    /// - Returns: nil when the template gives cards no keys of their own.
    package func diversifiedKey(request: UUID, smartcard: UUID, card: UUID, answerToReset: [UInt8] = []) async throws -> [UInt8]? {
        let path = "/requests/\(Self.text(request))/smartcards/\(Self.text(smartcard))/diversifiedkey"
        let answer = try await get(path, query: Self.identity(card, answerToReset))
        return try ManagementReply.text(answer).map(ManagementReply.octets)
    }

    /// The card's challenge, encrypted by the server under the management key.
    /// - Parameter isDiversified: which key the card has now: its own, or the template's first one.
    package func authenticationResponse(
        _ challenge: [UInt8],
        isDiversified: Bool,
        request: UUID,
        smartcard: UUID,
        card: UUID,
        answerToReset: [UInt8] = []
    ) async throws -> [UInt8]? {
        let path = "/requests/\(Self.text(request))/smartcards/\(Self.text(smartcard))/authenticationresponse"
        let query =
            Self.identity(card, answerToReset) + [
                ("challenge", Base64.encode(challenge)), ("diversified", isDiversified ? "true" : "false"),
            ]
        return try ManagementReply.text(try await get(path, query: query)).map(ManagementReply.octets)
    }

    /// The PIN that the server chose. Overwrite it after use.
    /// - Returns: nil when the user chooses it.
    package func serverProposedPIN(request: UUID, smartcard: UUID, card: UUID, answerToReset: [UInt8] = []) async throws -> [UInt8]? {
        let path = "/requests/\(Self.text(request))/smartcards/\(Self.text(smartcard))/serverproposedpin"
        return try ManagementReply.text(try await get(path, query: Self.identity(card, answerToReset))).map { Array($0.utf8) }
    }

    /// - Parameter status: a word such as `Retired`.
    package func setSmartcardStatus(_ status: String, request: UUID, smartcard: UUID) async throws -> Smartcard? {
        let path = "/requests/\(Self.text(request))/smartcards/\(Self.text(smartcard))"
        return try ManagementReply.one(try await send(.put, path, .members(["status": .string(status)]))).map(Self.smartcard)
    }

    private static func identity(_ card: UUID, _ answerToReset: [UInt8]) -> [(String, String?)] {
        [("cardid", text(card)), ("atr", answerToReset.isEmpty ? nil : Hex.encode(answerToReset))]
    }

    private static func smartcard(_ reply: ManagementReply) throws -> Smartcard {
        let number = reply.number("Status") ?? 0
        return Smartcard(
            id: try reply.requiredID("Uuid"),
            status: SmartcardStatus(rawValue: number),
            statusNumber: number,
            flags: reply.number("Flags") ?? 0,
            parent: reply.id("ParentSmartcardUuid"),
            primary: reply.id("PrimarySmartcardUuid"),
            permanent: reply.id("PermanentSmartcardUuid"),
            assignedUser: reply.id("AssignedUserUuid"),
            profileTemplate: reply.id("ProfileTemplateUuid"),
            profileTemplateVersion: reply.number("ProfileTemplateVersion") ?? 0,
            comment: reply.text("Comment"),
            serialNumber: reply.text("SerialNumber"),
            middleware: reply.text("Middleware"),
            answerToReset: reply.text("Atr").lowercased()
        )
    }
}
