import CAInterface
import CertManagement
import PKIDirectory
import PKIFormats
import PortableFoundation
import WireProtocols

// Turns values of certificate management into bodies of the API. It decides nothing.

/// The names that bodies show, read once for an answer.
struct ManagementNames {
    private let accounts: [UUID: String]
    private let templates: [UUID: String]

    init(_ management: BoundManagement, requests: [VisibleRequest] = [], accounts: Set<UUID> = [], templates: Set<UUID> = []) async throws {
        var (accounts, templates) = (accounts, templates)
        for visible in requests {
            accounts.formUnion([visible.request.target.id, visible.request.originator.id])
            accounts.formUnion(visible.request.machine.approvals?.by ?? [])
            templates.insert(visible.request.profileTemplate)
        }
        self.accounts = try await management.accountNames(of: accounts)
        self.templates = try await management.profileTemplateNames(of: templates)
    }

    func party(_ id: UUID) -> ManagementPartyBody { ManagementPartyBody(id: GUIDText.text(id), name: accounts[id]) }

    func template(_ id: UUID) -> String? { templates[id] }
}

extension ManagedRequestBody {
    init(_ visible: VisibleRequest, _ management: BoundManagement, _ names: ManagementNames) {
        let request = visible.request
        self.init(
            id: GUIDText.text(request.id),
            revision: request.revision,
            operation: request.operation.rawValue,
            status: request.status.name,
            priority: Int(request.priority),
            target: names.party(request.target.id),
            originator: names.party(request.originator.id),
            profileTemplate: GUIDText.text(request.profileTemplate),
            profileTemplateName: names.template(request.profileTemplate),
            profileTemplateVersion: request.profileTemplateVersion,
            submitted: WireDate.text(request.submitted),
            comment: request.comment,
            dataItems: request.dataItems.map { ManagementDataItemBody(name: $0.name, value: $0.value) },
            permissions: management.usablePermissions(on: visible)
        )
        completed = request.machine.completedWhen.map(WireDate.text)
        oldProfile = request.oldProfile.map { GUIDText.text($0) }
        newProfile = request.newProfile.map { GUIDText.text($0) }
        oldSmartcard = request.oldSmartcard.map { GUIDText.text($0) }
        newSmartcard = request.newSmartcard.map { GUIDText.text($0) }
        certificateTemplate = request.certificateTemplate
        approvalsNeeded = request.machine.approvals?.needed
        approvedBy = request.machine.approvals?.by.map(names.party)
        failure = request.machine.failureReason
    }
}

extension ManagementAccessEntryBody {
    init(_ entry: RequestAccess.Entry, _ names: [SecurityIdentifier: String], _ caller: Principal) {
        self.init(
            trustee: entry.trustee.text,
            name: names[entry.trustee],
            permissions: entry.permissions.words,
            deny: entry.isDeny,
            applies: caller.isIdentified(by: entry.trustee)
        )
    }
}

extension ManagementEventBody {
    init(_ event: HistoryEvent) {
        self.init(
            id: GUIDText.text(event.id),
            when: WireDate.text(event.when),
            kind: event.kind.rawValue,
            actor: ManagementPartyBody(id: GUIDText.text(event.actor), name: event.actorName),
            from: event.from.name,
            to: event.to.name,
            comment: event.comment,
            detail: event.detail,
            correlationId: GUIDText.text(event.correlationID)
        )
    }
}

extension ManagementUserBody {
    init(_ principal: Principal) {
        self.init(
            id: GUIDText.text(principal.id),
            name: principal.accountName,
            displayName: principal.displayName,
            mail: principal.mail,
            kind: principal.kind.rawValue,
            enabled: principal.enabled
        )
    }
}

extension ManagedProfileBody {
    init(_ profile: Profile, _ names: ManagementNames) {
        self.init(
            id: GUIDText.text(profile.id),
            status: profile.status.name,
            user: GUIDText.text(profile.assignedUser),
            profileTemplate: GUIDText.text(profile.profileTemplate),
            profileTemplateName: names.template(profile.profileTemplate),
            profileTemplateVersion: profile.profileTemplateVersion,
            comment: profile.comment
        )
        parent = profile.parent.map { GUIDText.text($0) }
        primary = profile.primary.map { GUIDText.text($0) }
        smartcard = profile.smartcard.map { GUIDText.text($0) }
    }
}

extension ManagedSmartcardBody {
    init(_ card: Smartcard, _ names: ManagementNames) {
        self.init(
            id: GUIDText.text(card.id),
            status: card.status.name,
            user: GUIDText.text(card.assignedUser),
            profileTemplate: GUIDText.text(card.profileTemplate),
            profileTemplateName: names.template(card.profileTemplate),
            profileTemplateVersion: card.profileTemplateVersion,
            cardId: GUIDText.text(card.cardID),
            atr: card.atr,
            profile: GUIDText.text(card.profile),
            request: GUIDText.text(card.request),
            comment: card.comment
        )
        parent = card.parent.map { GUIDText.text($0) }
        permanent = card.permanent.map { GUIDText.text($0) }
    }
}

extension ManagedCertificateBody {
    init(_ certificate: ManagedCertificate) {
        self.init(
            profile: GUIDText.text(certificate.profile),
            request: GUIDText.text(certificate.request),
            authority: certificate.authority,
            requestId: certificate.authorityRequest.rawValue,
            template: certificate.template,
            serialNumber: certificate.serialNumber,
            thumbprint: certificate.thumbprint,
            notBefore: WireDate.text(certificate.notBefore),
            notAfter: WireDate.text(certificate.notAfter),
            origin: certificate.origin.rawValue,
            standing: certificate.standing.rawValue
        )
    }
}

extension ManagementEffectBody {
    init(_ effect: PreviewedEffect) {
        let subject =
            switch effect.subject {
            case .profile: "profile"
            case .smartcard: "smartcard"
            case .certificate: "certificate"
            }
        self.init(subject: subject, before: effect.before, after: effect.after, flags: effect.flags)
        switch effect.subject {
        case .profile(let id), .smartcard(let id): self.id = id.map { GUIDText.text($0) }
        case .certificate(let serialNumber, let template): (self.serialNumber, self.template) = (serialNumber, template)
        }
        reason = effect.reason.map { CRLReason(rawValue: $0).word }
        effective = effect.effective.map(WireDate.text)
    }
}

extension ManagementWhyBody {
    init(_ answer: WhyAnswer) {
        func party(_ principal: Principal) -> ManagementPartyBody {
            ManagementPartyBody(id: GUIDText.text(principal.id), name: principal.accountName)
        }
        self.init(
            operation: answer.operation.rawValue,
            actor: party(answer.actor),
            target: party(answer.target),
            profileTemplate: GUIDText.text(answer.profileTemplate.id),
            profileTemplateName: answer.profileTemplate.name,
            allowed: answer.isAllowed,
            rules: answer.rules.map { Rule(rule: $0.name, holds: $0.holds, decidedBy: $0.decidedBy, remedy: $0.remedy) }
        )
    }
}
