package import CAInterface
import CertificateTemplates
import Logging
import PKIDirectory
import PKIFormats

/// Further authorities, while the server runs.
extension CertificationService {
    package func addAuthority(_ order: AuthorityOrder, for caller: Caller) async throws -> RenewalOutcome {
        let outcome = try await mapped { try await add(order, for: caller) }
        do { _ = try await publishDueRevocationLists() } catch {
            logger.warning("the first list of an authority waits for the schedule", metadata: ["error": "\(error)"])
        }
        return outcome
    }

    private func add(_ order: AuthorityOrder, for caller: Caller) async throws -> RenewalOutcome {
        var made: AuthorityFoundation.MadeKey?
        for _ in 0..<BoundCertificationAuthority.mostAttempts {
            let snapshot = try await snapshots.load()
            let stored = snapshot.authorities.map(\.stored)
            guard let principal = try await snapshot.principal(caller.principal.id, from: directory)?.principal, principal.enabled,
                stored.allSatisfy({ $0.rights(of: principal).contains(.manageAuthority) })
            else {
                throw CAError(
                    .accessDenied,
                    status: .accessDenied,
                    "\(caller.principal.accountName) has no right to add an authority: who adds one administers every authority of the installation."
                )
            }
            guard let example = stored.first(where: { $0.role == AuthorityFoundation.role(of: order) }) ?? stored.first else {
                throw CAError(.unavailable, status: .certsrvServerSuspended, "This installation has no authority. Run chancery init.")
            }
            let foundation = AuthorityFoundation(
                store: store,
                keys: keys,
                now: clock(),
                randomBytes: randomBytes,
                actor: .caller(caller)
            )
            let parent = try await parent(of: order, in: snapshot, for: caller)
            let key: AuthorityFoundation.MadeKey
            if let made { key = made } else { key = try await foundation.makeKey(for: order, among: stored) }
            made = key
            do {
                let (authority, changes) = try await foundation.found(
                    order,
                    key: key,
                    among: stored,
                    in: AuthorityFoundation.Surroundings(
                        dnsName: example.dnsName,
                        publicAddress: example.publicAddress,
                        access: Self.access(like: example.access, enrolls: AuthorityFoundation.role(of: order) == .issuing),
                        singleOperator: example.singleOperator
                    ),
                    parent: parent,
                    templates: order.loadsTemplates ? try await builtInTemplates() : []
                )
                try await store.commit(changes, expecting: Basis(rightsEpoch: snapshot.rightsEpoch))
                await keys.open(authority)
                let newest = authority.generations.last
                return RenewalOutcome(generation: newest?.index, certificate: newest?.certificate, request: authority.renewal?.request)
            } catch CommitError.moved {
                continue
            } catch CommitError.serialNumberUsed {
                continue
            }
        }
        throw CAError(.unavailable, status: .busy, "The authorities kept changing meanwhile. Send the order again.")
    }

    private func parent(of order: AuthorityOrder, in snapshot: AuthoritySnapshot, for caller: Caller) async throws
        -> (generation: IssuingGeneration, signer: Signer)?
    {
        guard case .authority(let name) = order.parent else { return nil }
        guard let known = snapshot.authorities.first(where: { $0.isNamed(name) }) else {
            throw AuthorityFoundation.refusal("parent", name, "There is no authority \(name.quoted) here.")
        }
        return try await BoundCertificationAuthority(service: self, number: known.number, caller: caller)
            .certifier(known, passphrase: order.passphrase)
    }

    /// The names and versions of the built-in templates that a first start publishes.
    private func builtInTemplates() async throws -> [(name: String, version: Int)] {
        let published = Set(BuiltInTemplates.published(domain: (0, 0, 0)).map { $0.name.lowercased() })
        let retired = try await store.templateRetirements()
        return try await store.templates().filter { published.contains($0.name.lowercased()) && retired[$0.name.lowercased()] == nil }
            .map { ($0.name, $0.version) }
    }

    /// The rights of another authority's list, with the right to enroll only where accounts enroll.
    private static func access(like access: AccessControlList, enrolls: Bool) -> AccessControlList {
        AccessControlList(
            access.entries.map { entry in
                guard entry.trustee == .authenticatedUsers, !entry.isDeny else { return entry }
                let rights = enrolls ? entry.rights.union(.enroll) : entry.rights.subtracting(.enroll)
                return AccessControlList.Entry(trustee: entry.trustee, rights: rights)
            }
        )
    }
}
