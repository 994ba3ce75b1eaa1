package import CAInterface
package import CertificateTemplates
import PortableFoundation
import PKIDirectory
import PKIFormats

/// One authority bound to one caller: the engine's `BoundAuthority`.
package struct BoundCertificationAuthority: BoundAuthority {
    let service: CertificationService
    let number: AuthorityNumber
    let caller: Caller

    /// The number of times that a decision is repeated because data it read has changed.
    static let mostAttempts = 8

    /// The caller as the directory knows it now, with its rights on this authority.
    struct Standing: Sendable {
        let principal: Principal
        /// What the access list gives.
        let held: AccessRights
        /// The rights that count: role separation takes those of several roles away.
        let rights: AccessRights
        var isSuspended: Bool { held != rights }
        /// Officers, administrators and auditors may see all rows.
        var seesAll: Bool { !rights.isDisjoint(with: [.issueAndManage, .manageAuthority, .audit]) }
        /// Operators may see the state of the authority too, without its rows.
        var seesState: Bool { seesAll || rights.contains(.operate) }
    }

    func authority(in snapshot: AuthoritySnapshot) throws -> KnownAuthority {
        guard let known = snapshot.authority(number) else {
            throw CAError(.unknownAuthority, status: .invalidArgument, "This authority no longer exists.")
        }
        return known
    }

    func issuer(of known: KnownAuthority) throws -> IssuingGeneration {
        guard let newest = known.newest else {
            throw CAError(
                .unavailable,
                status: .certsrvInvalidCACertificate,
                "The authority \(known.stored.name.quoted) waits for its certificate. Take its request to the authority above, and install the answer: chancery authority install-certificate --ca \"\(known.stored.name)\" FILE"
            )
        }
        guard service.keys.signer(of: newest.key) == nil else { return newest }
        // Another server has just renewed the authority with a key that is not open here yet. Until it is, the former one goes on.
        let now = service.clock()
        return known.generations.last { service.keys.signer(of: $0.key) != nil && now < $0.limits.notAfter } ?? newest
    }

    /// The signer of an issuer's key, if that is open at this moment.
    func signer(of issuer: IssuingGeneration, known: KnownAuthority) throws -> Signer {
        guard let signer = service.keys.signer(of: issuer.key) else {
            throw CAError(
                .unavailable,
                status: .certsrvInvalidCACertificate,
                "The key of the authority \(known.stored.name.quoted) is not open on this server, so it cannot sign now. Ask another server of the installation, or ask the operator to put the key's file there."
            )
        }
        return signer
    }

    func standing(in snapshot: AuthoritySnapshot) async throws -> Standing {
        guard let known = try await snapshot.principal(caller.principal.id, from: service.directory), known.principal.enabled else {
            throw CAError(.accessDenied, status: .accessDenied, "The account \(caller.principal.accountName) is unknown or disabled.")
        }
        return try standing(of: known.principal, in: snapshot)
    }

    func standing(of principal: Principal, in snapshot: AuthoritySnapshot) throws -> Standing {
        let stored = try authority(in: snapshot).stored
        return Standing(principal: principal, held: stored.access.rights(of: principal), rights: stored.rights(of: principal))
    }

    package func disposition(of request: RequestID, wantsFullResponse: Bool) async throws -> Disposition {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let row = try visible(try await service.store.request(request, of: number), to: try await standing(in: snapshot))
            return try await answer(row, snapshot: snapshot, wantsFullResponse: wantsFullResponse)
        }
    }

    package func disposition(ofSerial serial: String) async throws -> Disposition {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let serial = try SerialText.required(serial)
            let row = try visible(try await service.store.request(serial: serial, of: number), to: try await standing(in: snapshot))
            return try await answer(row, snapshot: snapshot, wantsFullResponse: false)
        }
    }

    package func templates(enrollable: Bool) async throws -> [CertificateTemplate] {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let principal = try await standing(in: snapshot).principal
            let wanted: AccessRights = enrollable ? [.enroll] : [.read]
            return try await service.store.templates().filter {
                snapshot.isPublished($0, by: number) && !$0.access.rights(of: principal).isDisjoint(with: wanted.union(.enroll))
            }
        }
    }

    /// The row, if the caller may see it: its own, or any row for officers, administrators and auditors. Otherwise the answer is the same as for an
    /// absent row.
    func visible(_ row: StoredRequest?, to standing: Standing) throws -> StoredRequest {
        guard let row, standing.seesAll || row.caller == standing.principal.id || row.requester == standing.principal.id else {
            throw CAError(.notFound, status: .certsrvPropertyEmpty, "There is no such request.")
        }
        return row
    }

    /// The description of a row for a client.
    func answer(_ row: StoredRequest, snapshot: AuthoritySnapshot, wantsFullResponse: Bool) async throws -> Disposition {
        let known = try authority(in: snapshot)
        var answer = Disposition(
            requestID: row.id,
            code: row.disposition.code,
            status: row.disposition == .revoked ? .ok : row.statusCode,
            message: row.message,
            reason: row.reason
        )
        if row.disposition == .issued || row.disposition == .caCertificate, let certificate = row.certificate {
            answer.code = .issued
            answer.certificate = certificate.bytes
            answer.chain = known.generations.first { $0.index == certificate.generation }?.chain ?? []
            // A root's own row: there the certificate is not its own issuer.
            if answer.chain.first == certificate.bytes { answer.chain.removeFirst() }
        }
        if row.disposition == .pending, row.hasTwoSteps,
            let precertificate = try await service.store.precertificate(of: row.id, of: number)
        {
            answer.certificate = precertificate.bytes
            answer.chain = known.generations.first { $0.index == precertificate.generation }?.chain ?? []
        }
        let challenge = row.waitsForModule ? try await challengeMessage(for: row, known: known) : nil
        // A requester that has to answer needs the challenge, whether it asked for the whole response or not.
        if wantsFullResponse || challenge != nil {
            let issuer = try issuer(of: known)
            answer.fullResponse = try await FullResponse.make(
                for: row,
                certificate: answer.certificate,
                chain: answer.chain,
                challenge: challenge,
                issuer: issuer,
                signer: try signer(of: issuer, known: known)
            )
        }
        return answer
    }
}
