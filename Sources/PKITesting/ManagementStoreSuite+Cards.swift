import CAInterface
import CertManagement
import PortableFoundation

extension ManagementStoreSuite {
    private static func profile(_ template: ProfileTemplate, user: UUID, status: ProfileStatus = .new) -> Profile {
        Profile(id: UUID(), status: status, assignedUser: user, profileTemplate: template.id, profileTemplateVersion: 1)
    }

    private static func card(_ profile: Profile, chip: UUID, status: SmartcardStatus = .assigned) -> Smartcard {
        Smartcard(
            id: UUID(),
            status: status,
            cardID: chip,
            atr: "3b00",
            assignedUser: profile.assignedUser,
            profileTemplate: profile.profileTemplate,
            profileTemplateVersion: 1,
            profile: profile.id,
            request: UUID()
        )
    }

    @Sendable static func profiles(_ store: any ManagementStore) async throws {
        let (one, other) = (template("One"), template("Other"))
        let (ana, ivo) = (UUID(), UUID())
        let all = [profile(one, user: ana), profile(other, user: ana, status: .active), profile(one, user: ivo)]
        try await store.commit([saved(one), saved(other)] + all.map { .profileCreated($0) })
        func ids(_ query: ProfileQuery) async throws -> [UUID] { try await store.profiles(query).map(\.id) }
        let sorted = all.map(\.id).sorted { $0.uuidString < $1.uuidString }
        try require(try await ids(.init()) == sorted, "all, by id")
        try require(try await ids(.init(after: sorted[0], limit: 1)) == [sorted[1]], "a page")
        try require(try await Set(ids(.init(assignedUser: ana))) == [all[0].id, all[1].id], "one user's")
        try require(try await ids(.init(profileTemplate: other.id)) == [all[1].id], "one profile template's")
        try require(try await ids(.init(status: .active)) == [all[1].id], "those in a state")
        try require(try await ids(.init(assignedUser: ivo, status: .active)).isEmpty, "both filters count")
        try await store.commit([.profileStands(all[0].id, revision: 1)])
        try await requireMoved("a profile expected at revision 2") { try await store.commit([.profileStands(all[0].id, revision: 2)]) }
    }

    @Sendable static func smartcards(_ store: any ManagementStore) async throws {
        let template = template()
        let (chip, user) = (UUID(), UUID())
        let profile = profile(template, user: user)
        var card = card(profile, chip: chip)
        let second = Self.card(profile, chip: chip)
        let other = Self.card(profile, chip: UUID(), status: .active)
        try await store.commit([saved(template), .profileCreated(profile), .smartcardCreated(card), .smartcardCreated(other)])
        try await requireMoved("a chip for two requests") { try await store.commit([.smartcardCreated(second)]) }
        try await requireMoved("a card expected at revision 2") { try await store.commit([.smartcardStands(other.id, revision: 2)]) }
        card.status = .active
        card.adminKey.version = 3
        card.revision = 2
        let active = card
        try await store.commit([.smartcardUpdated(active), .smartcardCreated(second)])
        try await requireMoved("an outdated change") { try await store.commit([.smartcardUpdated(active)]) }
        try require(try await store.smartcard(card.id) == card, "a card as it was last stored")
        try require(try await Set(store.smartcards(.init(cardID: chip)).map(\.id)) == [card.id, second.id], "a chip's cards")
        try require(try await store.smartcards(.init(cardID: chip, status: .active)) == [card], "both filters count")
        let sorted = [card, second, other].map(\.id).sorted { $0.uuidString < $1.uuidString }
        try require(try await store.smartcards(.init(assignedUser: user)).map(\.id) == sorted, "a user's cards by id")
        try require(
            try await store.smartcards(.init(profileTemplate: template.id, after: sorted[1])).map(\.id) == [sorted[2]],
            "the page that follows"
        )
        try require(try await store.smartcards(.init(assignedUser: UUID())).isEmpty, "nothing for a stranger")
    }

    @Sendable static func secrets(_ store: any ManagementStore) async throws {
        let subject = UUID()
        let secret = SealedSecret(id: UUID(), kind: .pin, subject: subject, name: "a", sealed: [1, 2])
        let twin = SealedSecret(id: UUID(), kind: .pin, subject: subject, name: "a", sealed: [3])
        try await store.commit([.secretSealed(secret)])
        try await requireMoved("a second secret of one name") { try await store.commit([.secretSealed(twin)]) }
        try require(try await store.secret(.pin, of: subject, named: "a") == secret, "the secret as it was stored")
        try require(try await store.secret(.puk, of: subject, named: "a") == nil, "nothing of another kind")
        try await store.commit([.secretForgotten(secret.id), .secretSealed(twin)])
        try require(try await store.secret(.pin, of: subject, named: "a") == twin, "its successor")
        try await store.commit([.secretForgotten(twin.id)])
        try await store.commit([.secretForgotten(twin.id)])
        try require(try await store.secret(.pin, of: subject, named: "a") == nil, "nothing after it was erased")
    }

    @Sendable static func standing(_ store: any ManagementStore) async throws {
        let template = template()
        let request = request(template)
        let profile = profile(template, user: request.target.id)
        var certificate = ManagedCertificate(
            profile: profile.id,
            request: request.id,
            option: 0,
            authority: "CA",
            authorityRequest: RequestID(3),
            template: "T",
            serialNumber: "01",
            thumbprint: "AB",
            notBefore: time,
            notAfter: time,
            origin: .server
        )
        try await store.commit([saved(template), .requestCreated(request), .profileCreated(profile), .certificateAdded(certificate)])
        certificate.standing = .held
        let held = certificate
        try await store.commit([.certificateStanding(held)])
        try require(try await store.managedCertificates(ofProfile: profile.id) == [held], "the certificate with its new standing")
        let absent = ManagedCertificate(
            profile: profile.id,
            request: request.id,
            option: 1,
            authority: "CA",
            authorityRequest: RequestID(4),
            template: "T",
            serialNumber: "02",
            thumbprint: "AC",
            notBefore: time,
            notAfter: time
        )
        try await requireMoved("the standing of an absent certificate") { try await store.commit([.certificateStanding(absent)]) }
    }
}
