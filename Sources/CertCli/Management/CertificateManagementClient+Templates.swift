package import PortableFoundation
import CAInterface
import PKIFormats
import WireProtocols

extension CertificateManagementClient {
    /// A profile template as the list shows it.
    package struct Template: Hashable, Sendable {
        package let name: String
        package let description: String
        package let id: UUID
        package let isSmartcard: Bool
        package let isVirtualSmartcard: Bool
    }

    /// The policy of one workflow of a template.
    package struct Policy: Hashable, Sendable {
        /// Something that is asked of whoever starts or approves the workflow.
        package struct Item: Hashable, Sendable {
            package let name: String
            package let description: String
            package let isRequired: Bool
            /// `Subscriber` or `CertificateManager`.
            package let originator: String
            package let defaultValue: String?
        }

        package let isEnabled: Bool
        package let isSelfServiceEnabled: Bool
        package let approvalsNeeded: Int
        package let isAgentRequired: Bool
        package let collectsComments: Bool
        package let collectsPriority: Bool
        package let defaultPriority: Int
        package let items: [Item]
    }

    /// How cards of a template are set up. Its description does not show the key.
    package struct SmartcardConfiguration: Hashable, Sendable, CustomStringConvertible {
        /// Who chooses the PIN.
        package enum PINOption: Int, Sendable {
            case none = 0
            case userProvided = 1
            case serverDistributed = 2
            case randomized = 3
            case customServerDistributed = 4

            /// Whether the server proposes the PIN.
            package var isServers: Bool { rawValue >= 2 }
        }

        package let providerID: String
        /// The management key of a new card; nil when the server names none.
        package let defaultAdminKey: [UInt8]?
        /// Whether a card gets a key of its own.
        package let diversifiesAdminKey: Bool
        package let pinOption: PINOption
        package let initializesNewCards: Bool
        package let allowsReuse: Bool
        package let certificateLabel: String
        package let minimumPINLength: Int?

        package var description: String { "smart card configuration (\(providerID))" }
    }

    /// Those the caller may enroll for, or sees.
    package func profileTemplates(targetUser: String? = nil) async throws -> [Template] {
        try ManagementReply.list(try await get("/profiletemplates", query: [("targetuser", targetUser)])).map(Self.template)
    }

    package func profileTemplate(_ id: UUID) async throws -> Template? {
        try ManagementReply.one(try await get("/profiletemplates/\(Self.text(id))")).map(Self.template)
    }

    /// - Parameter workflow: the word of the interface, such as `enroll`.
    package func policy(of template: UUID, workflow: String) async throws -> Policy? {
        let path = "/profiletemplates/\(Self.text(template))/policies/\(PercentEncoding.encode(workflow.lowercased()))"
        guard let reply = try ManagementReply.one(try await get(path)) else { return nil }
        return Policy(
            isEnabled: reply.flag("Enabled"),
            isSelfServiceEnabled: reply.flag("SelfServiceEnabled"),
            approvalsNeeded: reply.number("ApprovalsNeeded") ?? 0,
            isAgentRequired: reply.flag("EnrollAgentRequired"),
            collectsComments: reply.flag("CollectComments"),
            collectsPriority: reply.flag("CollectRequestPriority"),
            defaultPriority: reply.number("DefaultRequestPriority") ?? 0,
            items: reply.objects("PolicyDataCollection", "DataCollection").map { item in
                Policy.Item(
                    name: item.text("Name"),
                    description: item.text("Description"),
                    isRequired: item.flag("Required"),
                    originator: item.text("Originator"),
                    defaultValue: item.member("DefaultValue") == nil ? nil : item.text("DefaultValue")
                )
            }
        )
    }

    /// - Returns: nil for a template without cards.
    package func smartcardConfiguration(of template: UUID) async throws -> SmartcardConfiguration? {
        let path = "/profiletemplates/\(Self.text(template))/configuration/smartcards"
        guard let reply = try ManagementReply.one(try await get(path)) else { return nil }
        let digits = reply.text("DefaultAdminKeyHex").filter { !$0.isWhitespace }
        let key: [UInt8]
        do { key = try Hex.decode(digits) } catch { throw API.unexpected("DefaultAdminKeyHex is not hexadecimal") }
        return SmartcardConfiguration(
            providerID: reply.text("ProviderId"),
            defaultAdminKey: key.isEmpty ? nil : key,
            diversifiesAdminKey: reply.flag("DiversifyAdminKey"),
            pinOption: reply.number("UserPinOption").flatMap { SmartcardConfiguration.PINOption(rawValue: $0) }
                ?? Self.pinOption(named: reply.text("UserPinOption")),
            initializesNewCards: reply.flag("InitializeNewSmartcard"),
            allowsReuse: reply.flag("AllowSmartcardReuse"),
            certificateLabel: reply.text("CertificateLabel"),
            minimumPINLength: reply.number("MinimumPinLength")
        )
    }

    /// Servers may write the option as a word.
    private static func pinOption(named word: String) -> SmartcardConfiguration.PINOption {
        switch word.lowercased() {
        case "serverdistributed": .serverDistributed
        case "randomized": .randomized
        case "customserverdistributed": .customServerDistributed
        case "userprovided": .userProvided
        default: .none
        }
    }

    private static func template(_ reply: ManagementReply) throws -> Template {
        Template(
            name: reply.text("Name"),
            description: reply.text("Description"),
            id: try reply.requiredID("Uuid"),
            isSmartcard: reply.flag("IsSmartcardProfileTemplate"),
            isVirtualSmartcard: reply.flag("IsVirtualSmartcardProfileTemplate")
        )
    }
}
