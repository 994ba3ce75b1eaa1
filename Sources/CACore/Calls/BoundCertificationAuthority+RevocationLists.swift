import PKIFormats
package import CAInterface
import PKIDirectory
package import PortableFoundation

/// The revocation lists of an authority, for its officers.
extension BoundCertificationAuthority {
    package func revocationLists() async throws -> [RevocationListRecord] {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard standing.seesState else { throw refusal(standing, "look at the state of revocation lists") }
            let known = try authority(in: snapshot)
            let status = service.publicationStatus.all
            var records: [RevocationListRecord] = []
            for key in known.stored.keys {
                let id = AuthorityKeyID(authority: number, index: key.index)
                let state = try await service.store.revocationListState(of: id)
                let isOpen = service.keys.signer(of: id) != nil
                let entry = PublicationStatus.Entry(
                    authority: known.stored.name,
                    list: state.latest,
                    uncovered: state.uncovered,
                    keyIsOpen: isOpen,
                    failure: status[id]?.failure,
                    period: known.stored.crlPeriodSeconds
                )
                records.append(
                    RevocationListRecord(
                        key: key.index,
                        address: PublicLocation.url(known.stored.publicAddress, path: key.listPath),
                        number: state.latest?.number,
                        thisUpdate: state.latest?.thisUpdate,
                        nextUpdate: state.latest?.nextUpdate,
                        entries: state.latest?.count ?? 0,
                        uncovered: state.uncovered,
                        keyIsOpen: isOpen,
                        warning: entry.warning(at: service.clock())
                    )
                )
            }
            return records
        }
    }

    package func publishRevocationLists(until: Date?, passphrase: [UInt8]?) async throws {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard !standing.rights.isDisjoint(with: [.issueAndManage, .manageAuthority]) else {
                throw refusal(standing, "publish revocation lists")
            }
            let known = try authority(in: snapshot)
            if let until {
                try check(until, overlap: known.stored.crlOverlapSeconds)
                // Who keeps an old list of a long life can show it for as long, so a life beyond the settings' is the administrator's to decide.
                if until > service.clock().addingTimeInterval(Double(known.stored.crlValiditySeconds)) {
                    try require(.manageAuthority, of: standing, to: "publish lists that last longer than the settings say")
                }
            }
            let signers = try await signers(under: passphrase, of: known, standing)
            // The caller who wants the lists. The lists have records of their own.
            let record = AuditRecord(.publicationOrdered(authority: number.rawValue), by: .caller(caller), when: service.clock())
            try await service.store.commit([.audited(record)], expecting: .nothing)
            do {
                try await service.revocationLists.publish(of: number, until: until, signers: signers)
            } catch let error as KeyAwayError {
                throw CAError(.unavailable, status: .certsrvInvalidCACertificate, "\(error)")
            } catch  where !(error is CAError) && !(error is CommitError) {
                throw CAError(
                    .unavailable,
                    status: .certsrvServerSuspended,
                    "The lists could not be published. The server tries again every minute; its log has the reason.",
                    cause: error
                )
            }
        }
    }

    /// The clock of the authority has whole seconds. A list without an end in sight would let an old one be shown to relying parties for as long.
    private func check(_ until: Date, overlap: Int) throws(CAError) {
        let seconds = until.timeIntervalSince(service.clock())
        guard seconds < 1 || seconds + Double(overlap) > Double(AuthoritySettingsRules.longestValidity) else { return }
        throw CAError(
            .malformed,
            status: .invalidArgument,
            seconds < 1
                ? "The time \(until.formatted(.iso8601)) has passed. Give one that lies ahead, or none; nothing was signed."
                : "With the time \(until.formatted(.iso8601)) and the overlap of the settings, the list would last more than two years. Give an earlier "
                    + "one; nothing was signed."
        )
    }

    package func republishRevocationLists() async throws {
        try await service.mapped {
            let standing = try await standing(in: try await service.snapshots.current())
            guard !standing.rights.isDisjoint(with: [.issueAndManage, .manageAuthority]) else {
                throw refusal(standing, "publish revocation lists")
            }
            let record = AuditRecord(.publicationOrdered(authority: number.rawValue), by: .caller(caller), when: service.clock())
            try await service.store.commit([.audited(record)], expecting: .nothing)
            do {
                try await service.revocationLists.republish(of: number)
            } catch let error as KeyAwayError {
                throw CAError(.unavailable, status: .certsrvInvalidCACertificate, "\(error)")
            }
        }
    }

    /// Signers of keys that are not open, opened for this call with a passphrase that is neither kept nor logged. The passphrase must also open keys that are
    /// open already: who gives a wrong one believes afterwards that it is right.
    private func signers(under passphrase: [UInt8]?, of known: KnownAuthority, _ standing: Standing) async throws -> [AuthorityKeyID:
        Signer]
    {
        guard let passphrase else { return [:] }
        try require(.manageAuthority, of: standing, to: "use the authority's key")
        var signers: [AuthorityKeyID: Signer] = [:]
        for key in known.stored.keys {
            let id = AuthorityKeyID(authority: number, index: key.index)
            do {
                guard let signer = try await service.keys.signer(of: key, authority: number, passphrase: passphrase) else {
                    throw CAError(
                        .unavailable,
                        status: .certsrvInvalidCACertificate,
                        "The key store has no key of \(known.stored.name.quoted). Restore it from a backup."
                    )
                }
                if service.keys.signer(of: id) == nil { signers[id] = signer }
            } catch is WrongPassphraseError {
                throw CAError(
                    .accessDenied,
                    status: .accessDenied,
                    "The passphrase does not open the key of \(known.stored.name.quoted). Give the right one."
                )
            }
        }
        return signers
    }
}
