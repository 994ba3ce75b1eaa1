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
            let rules = RevocationListRules(of: known.stored)
            var records: [RevocationListRecord] = []
            for key in known.stored.keys {
                for partition in rules.partitions {
                    records.append(try await record(of: key, partition, rules, known, status))
                }
            }
            return records
        }
    }

    private func record(
        of key: AuthorityKey,
        _ partition: Int,
        _ rules: RevocationListRules,
        _ known: KnownAuthority,
        _ status: [RevocationListPart: PublicationStatus.Entry]
    ) async throws -> RevocationListRecord {
        let part = RevocationListPart(key: AuthorityKeyID(authority: number, index: key.index), partition: partition)
        let state = try await service.store.revocationListState(of: part)
        let isOpen = service.keys.signer(of: part.key) != nil
        let entry = PublicationStatus.Entry(
            authority: known.stored.name,
            part: part,
            state: state,
            rules: rules,
            keyIsOpen: isOpen,
            failure: status[part]?.failure
        )
        return RevocationListRecord(
            key: key.index,
            partition: partition,
            address: PublicLocation.url(known.stored.publicAddress, path: key.listPath(partition)),
            number: state.latest?.number,
            thisUpdate: state.latest?.thisUpdate,
            nextUpdate: state.latest?.nextUpdate,
            entries: state.latest?.count ?? 0,
            uncovered: entry.uncovered,
            keyIsOpen: service.keys.canSign(with: key, of: number),
            warning: entry.warning(at: service.clock()),
            delta: entry.delta.map { delta in
                RevocationListRecord.Delta(
                    address: PublicLocation.url(known.stored.publicAddress, path: key.listPath(partition, isDelta: true)),
                    number: delta.number,
                    baseNumber: delta.baseNumber,
                    thisUpdate: delta.thisUpdate,
                    nextUpdate: delta.nextUpdate,
                    entries: delta.count
                )
            }
        )
    }

    package func publishRevocationLists(_ kinds: RevocationListKinds, until: Date?, passphrase: [UInt8]?) async throws {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard !standing.rights.isDisjoint(with: [.issueAndManage, .manageAuthority]) else {
                throw refusal(standing, "publish revocation lists")
            }
            let known = try authority(in: snapshot)
            guard kinds.contains(.base) || RevocationListRules(of: known.stored).hasDeltas, !kinds.isDisjoint(with: .all) else {
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "\(known.stored.name.quoted) makes no delta lists; nothing was signed. Publish complete lists, or set CA\\CRLDeltaPeriodUnits first."
                )
            }
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
                try await service.revocationLists.publish(kinds, of: number, until: until, signers: signers)
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
