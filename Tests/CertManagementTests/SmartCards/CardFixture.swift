import CertManagement
import OpenSSLKeys
import PKIDirectory
import PKIFormats
import PKITesting
import PortableFoundation

/// Certificate management with a profile template for cards, and the master key of the reference.
struct CardFixture {
    let test: TestManagement
    let keys: InMemoryCardMasterKeys

    static let chip = id("6f1d2c3b-4a59-4e68-9f70-1a2b3c4d5e6f")
    static let challenge: [UInt8] = [0x5a, 0x17, 0xc3, 0xd9, 0xe4, 0x82, 0x0b, 0x66]
    static let defaultKey = "101112131415161720212223242526273031323334353637"
    /// §5.3 and §5.4 of the reference: the answers under the default key above, and under the key of version 1.
    static let defaultResponse = "505e7954a0d1d955"
    static let ownKey = "f2c23d29d62001924a7c6723e63268e083efab54b5a1ced5"
    static let ownResponse = "dc37692e119ee183"

    static func id(_ text: String) -> UUID { UUID(uuidString: text) ?? UUID() }

    static func make(
        secretsGroup: SecurityIdentifier? = nil,
        customPINs: (any PINProvider)? = nil,
        keys: InMemoryCardMasterKeys = InMemoryCardMasterKeys([1: Array(0x40...0x5F)]),
        _ change: (inout SmartcardConfiguration) -> Void = { _ in }
    ) async throws -> CardFixture {
        let services = CardServices(
            masterKeys: keys,
            cipher: CardCipher(legacy: Legacy()),
            customPINs: customPINs,
            secretsGroup: secretsGroup
        )
        let test = try await TestManagement.make(cards: services)
        var configuration = SmartcardConfiguration(defaultAdminKey: defaultKey)
        change(&configuration)
        let made = configuration
        try await test.changeProfileTemplate {
            $0.isSmartcard = true
            $0.smartcard = made
        }
        return CardFixture(test: test, keys: keys)
    }

    func configure(_ change: (inout SmartcardConfiguration) -> Void) async throws {
        try await test.changeProfileTemplate { template in
            var configuration = template.smartcard ?? SmartcardConfiguration()
            change(&configuration)
            template.smartcard = configuration
        }
    }

    var alice: BoundManagement { test.management(test.authority.alice) }
    var bob: BoundManagement { test.management(test.authority.bob) }

    /// A request of Alice, and her card.
    func bound(chip: UUID = chip) async throws -> (request: UUID, card: Smartcard) {
        let request = try await test.enroll(test.authority.alice).request.id
        guard let card = try await alice.bindSmartcard(chip, atr: "3B00", to: request) else { throw ContractError("nothing was bound") }
        return (request, card)
    }

    /// A card of Alice whose request is completed.
    func issued(chip: UUID = chip) async throws -> (request: UUID, card: Smartcard) {
        let (request, card) = try await bound(chip: chip)
        _ = try await alice.setStatus(of: request, to: .completed)
        return (request, try await stored(card.id))
    }

    func stored(_ card: UUID) async throws -> Smartcard {
        guard let card = await test.store.smartcard(card) else { throw ContractError("the card \(card) is absent") }
        return card
    }

    /// An approved request of another operation for a card, as a workflow makes it.
    func request(_ operation: CertManagement.Operation, for card: Smartcard) async throws -> UUID {
        let alice = test.authority.alice
        let template = await test.store.profileTemplate(card.profileTemplate)
        let keepsCard = !operation.makesCard
        let request = ManagementRequest(
            id: UUID(),
            workflow: operation.workflow,
            operation: operation,
            machine: WorkflowMachine(approvalsNeeded: 0),
            flags: .smartcard,
            dataItems: [],
            dataCollectionFlags: [],
            originator: .init(alice),
            target: .init(alice),
            submitted: test.authority.clock.now,
            newProfile: keepsCard ? card.profile : nil,
            oldProfile: card.profile,
            newSmartcard: keepsCard ? card.id : nil,
            oldSmartcard: card.id,
            priority: 10,
            comment: "",
            profileTemplate: card.profileTemplate,
            profileTemplateVersion: template?.version ?? 1
        )
        try await test.store.commit([.requestCreated(request)])
        return request.id
    }

    func response(_ diversified: Bool, _ card: Smartcard, _ request: UUID) async throws -> String? {
        try await alice.authenticationResponse(to: Self.challenge, diversified: diversified, of: card.id, chip: card.cardID, for: request)
            .map { Hex.encode($0) }
    }

    func key(_ card: Smartcard, _ request: UUID) async throws -> String? {
        try await alice.diversifiedKey(of: card.id, chip: card.cardID, for: request).map { Hex.encode($0) }
    }

    func kinds(_ request: UUID) async -> [HistoryEvent.Kind] { await test.store.history(of: request).map(\.kind) }
}
