import CAInterface
package import PortableFoundation
import PKIFormats

/// What the end of a request does: objects before and after, and acts at the CA.
struct WorkflowEffects: Hashable, Sendable {
    struct Change: Hashable, Sendable {
        let before: ManagedObject
        let after: ManagedObject
    }

    var changes: [Change] = []
    var acts: [CertificateAct] = []

    mutating func change(_ object: ManagedObject?, _ edit: (inout ManagedObject) -> Void) {
        guard let object else { return }
        var after = object
        edit(&after)
        if after != object { changes.append(Change(before: object, after: after)) }
    }
}

/// An act at the CA on one certificate. It is stored before it is done, so that a repetition does the same.
package struct CertificateAct: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable { case revoke, hold, release }

    package let kind: Kind
    package let profile: UUID
    package let request: UUID
    package let option: Int
    package let authority: String
    package let serialNumber: String
    /// Number of RFC 5280 §5.3.1, of a revocation.
    package let reason: Int
    /// The time from which a revocation counts; nil is at once.
    package let effective: Date?

    package init(_ kind: Kind, _ certificate: ManagedCertificate, reason: Int = 0, effective: Date? = nil) {
        self.kind = kind
        profile = certificate.profile
        request = certificate.request
        option = certificate.option
        authority = certificate.authority
        serialNumber = certificate.serialNumber
        self.reason = reason
        self.effective = effective
    }

    func concerns(_ certificate: ManagedCertificate) -> Bool {
        certificate.profile == profile && certificate.request == request && certificate.option == option
    }

    /// How the certificate is afterwards.
    var standing: ManagedCertificate.Standing {
        switch kind {
        case .revoke: .revoked
        case .hold: .held
        case .release: .good
        }
    }
}

/// A request whose end has begun: the acts at the CA are decided and may have been done in part. Only the same end finishes it.
package struct Settlement: Hashable, Sendable, Codable {
    package enum Outcome: String, Hashable, Sendable, Codable { case completed, canceled, abandoned }

    package let outcome: Outcome
    package let acts: [CertificateAct]

    package init(outcome: Outcome, acts: [CertificateAct]) {
        self.outcome = outcome
        self.acts = acts
    }
}

extension ExecutionEnd {
    /// The revocations of an object's certificates that options ask for. A time after a certificate's end is its end.
    func revocations(of object: ManagedObject?, by options: RevocationOptions) -> [CertificateAct] {
        let choice = request.revocation
        let reason = (options.allowsOtherReason ? choice?.reason : nil) ?? options.reason
        let delay = (options.allowsOtherDelay ? choice?.delaySeconds : nil) ?? options.delaySeconds
        return (object?.own ?? []).filter { !$0.isRevoked(at: now) }.map { certificate in
            let effective = delay > 0 ? min(now.addingTimeInterval(Double(delay)), certificate.notAfter) : nil
            return CertificateAct(.revoke, certificate, reason: reason, effective: effective.flatMap { $0 > now ? $0 : nil })
        }
    }

    func holds(of object: ManagedObject?) -> [CertificateAct] {
        (object?.own ?? []).filter { $0.standing == .good && $0.notAfter > now }.map {
            CertificateAct(.hold, $0, reason: CRLReason.certificateHold.rawValue)
        }
    }

    func releases(of object: ManagedObject?) -> [CertificateAct] {
        (object?.own ?? []).filter { $0.standing == .held }.map { CertificateAct(.release, $0) }
    }

    /// The new object goes into service as the old one's successor: a duplicate's successor is a duplicate of the same primary.
    func succeed(_ new: inout ManagedObject) {
        let isDuplicate = old?.profile.flags.contains(.duplicate) == true
        new.become(.active, adding: isDuplicate ? .duplicate : .primary)
        new.profile.parent = old?.profile.id
        new.card?.parent = old?.card?.id
        if isDuplicate {
            new.profile.primary = old?.profile.primary
            new.card?.primary = old?.card?.primary
        }
    }
}
