package import CAInterface
import Logging
import PKICrypto
import PKIDirectory
import PKIFormats

extension BoundCertificationAuthority {
    package func settings() async throws -> AuthoritySettings {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard standing.seesState else { throw refusal(standing, "read the settings") }
            return try authority(in: snapshot).stored.settings
        }
    }

    package func change(_ update: AuthoritySettingsUpdate) async throws -> AuthoritySettings {
        try await changingSettings(to: "change the settings") { try AuthoritySettingsRules.checked(update.applied(to: $0.settings)) }
    }

    /// Changes the settings with a record, and publishes new lists when their period changed.
    /// - Parameter change: makes the new settings; it runs again when others were changed meanwhile.
    @discardableResult
    func changingSettings(to act: String, _ change: (StoredAuthority) throws -> AuthoritySettings) async throws -> AuthoritySettings {
        let (former, present, settings) = try await acting { snapshot, standing in
            try require(.manageAuthority, of: standing, to: act)
            let stored = try authority(in: snapshot).stored
            var changed = stored
            changed.settings = PartitionRules.remembering(try change(stored), of: stored)
            let settings = changed.settings
            let former = RevocationListForm(of: stored)
            guard settings != stored.settings else { return (former, former, settings) }
            changed.revision += 1
            let record = AuditRecord(
                .authoritySettingsChanged(authority: number.rawValue, settings.changes(since: stored.settings)),
                by: .caller(caller),
                when: service.clock()
            )
            try await service.store.commit(
                [.authorityUpdated(changed), .audited(record)],
                expecting: Basis(rightsEpoch: snapshot.rightsEpoch, authority: number, authorityRevision: stored.revision)
            )
            return (former, RevocationListForm(of: changed), settings)
        }
        if former != present {
            // The present lists were made for the former settings. If new ones cannot be signed now, the schedule publishes them.
            do {
                try await service.revocationLists.publish(of: number)
            } catch {
                service.logger.warning(
                    "how revocation lists are made was changed, but no new list could be published",
                    metadata: ["error": "\(error)"]
                )
            }
        }
        return settings
    }
}

extension AuthoritySettings {
    /// Only the changed settings, before and after.
    func changes(since former: AuthoritySettings) -> [AuditEvent.SettingChange] {
        let configured = Set(configuration.keys).union(former.configuration.keys).sorted().map {
            ($0, former.configuration[$0]?.shown ?? "standard", configuration[$0]?.shown ?? "standard")
        }
        let fields = [
            ("singleOperator", "\(former.singleOperator)", "\(singleOperator)"),
            ("crlPeriodSeconds", "\(former.crlPeriodSeconds)", "\(crlPeriodSeconds)"),
            ("crlValiditySeconds", "\(former.crlValiditySeconds)", "\(crlValiditySeconds)"),
            ("publicAddress", former.publicAddress, publicAddress),
            ("unissuedPerHour", "\(former.unissuedPerHour)", "\(unissuedPerHour)"),
            ("linkedPolicies", Self.text(former.linkedPolicies), Self.text(linkedPolicies)),
            ("certificateTransparency", "\(former.certificateTransparency)", "\(certificateTransparency)"),
            ("largestTimestampList", "\(former.largestTimestampList)", "\(largestTimestampList)"),
            ("presigning", "\(former.presigning)", "\(presigning)"),
            Self.lists("endorsementIssuers", Self.hashes(former.endorsementIssuers), Self.hashes(endorsementIssuers)),
            Self.lists("endorsementKeys", former.endorsementKeys, endorsementKeys),
            Self.lists("recoveryAgents", Self.hashes(former.recoveryAgents), Self.hashes(recoveryAgents)),
            ("recoveryAgentsUsed", "\(former.recoveryAgentsUsed)", "\(recoveryAgentsUsed)"),
            ("recoveryOfficers", "\(former.recoveryOfficers)", "\(recoveryOfficers)"),
        ]
        return (fields + configured).filter { $0.1 != $0.2 }.map { AuditEvent.SettingChange(name: $0.0, from: $0.1, to: $0.2) }
    }

    /// Certificates would fill the record; their SHA-256 names them.
    private static func hashes(_ certificates: [String]) -> [String] {
        certificates.map { Hex.encode(Digest.sha256((try? Base64.decode($0)) ?? [])) }
    }

    /// The losses and gains of a list, because the whole of it twice would be long.
    private static func lists(_ name: String, _ former: [String], _ present: [String]) -> (String, String, String) {
        let (old, new) = (Set(former), Set(present))
        return (name, old.subtracting(new).sorted().joined(separator: ", "), new.subtracting(old).sorted().joined(separator: ", "))
    }

    private static func text(_ linked: [String: String]) -> String {
        linked.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
    }
}
