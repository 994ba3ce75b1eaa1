package import CAInterface
import PortableFoundation
import Logging
import PKIDirectory

extension BoundCertificationAuthority {
    package func settings() async throws -> AuthoritySettings {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard standing.seesAll else { throw refusal(standing, "read the settings") }
            return try authority(in: snapshot).stored.settings
        }
    }

    package func change(_ update: AuthoritySettingsUpdate) async throws -> AuthoritySettings {
        let (former, settings) = try await acting { snapshot, standing in
            try require(.manageAuthority, of: standing, to: "change the settings")
            let stored = try authority(in: snapshot).stored
            let settings = try AuthoritySettingsRules.checked(update.applied(to: stored.settings))
            guard settings != stored.settings else { return (settings, settings) }
            var changed = stored
            changed.settings = settings
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
            return (stored.settings, settings)
        }
        if (former.crlPeriodSeconds, former.crlValiditySeconds) != (settings.crlPeriodSeconds, settings.crlValiditySeconds) {
            // The list that is out was made for the former period. One that cannot be signed now is published by the schedule.
            do {
                try await service.revocationLists.publish(of: number)
            } catch {
                service.logger.warning(
                    "the period of a revocation list was changed, but no new list could be published",
                    metadata: ["error": "\(error)"]
                )
            }
        }
        return settings
    }
}

extension AuthoritySettings {
    /// Only what has changed, before and after.
    func changes(since former: AuthoritySettings) -> [AuditEvent.SettingChange] {
        [
            ("singleOperator", "\(former.singleOperator)", "\(singleOperator)"),
            ("crlPeriodSeconds", "\(former.crlPeriodSeconds)", "\(crlPeriodSeconds)"),
            ("crlValiditySeconds", "\(former.crlValiditySeconds)", "\(crlValiditySeconds)"),
            ("publicAddress", former.publicAddress, publicAddress),
            ("unissuedPerHour", "\(former.unissuedPerHour)", "\(unissuedPerHour)"),
        ].filter { $0.1 != $0.2 }.map { AuditEvent.SettingChange(name: $0.0, from: $0.1, to: $0.2) }
    }
}

/// What settings may be.
enum AuthoritySettingsRules {
    /// A minute, so that a list is signed no more often than it can be fetched; a year, which no root's list should outlast.
    static let period = 60...366 * 86_400
    /// The longest validity: two periods of a year, so that a missed one is no outage.
    static let longestValidity = 2 * 366 * 86_400
    static let unissuedPerHour = 1...1_000_000

    /// The settings with their address in the form it is stored in.
    /// - Throws: `CAError.malformed` naming the field.
    static func checked(_ settings: AuthoritySettings) throws(CAError) -> AuthoritySettings {
        guard period.contains(settings.crlPeriodSeconds) else {
            throw refusal(
                "crlPeriodSeconds",
                "\(settings.crlPeriodSeconds)",
                "a period has \(period.lowerBound) to \(period.upperBound) seconds"
            )
        }
        guard settings.crlValiditySeconds >= settings.crlPeriodSeconds, settings.crlValiditySeconds <= longestValidity else {
            throw refusal(
                "crlValiditySeconds",
                "\(settings.crlValiditySeconds)",
                "a list is valid for at least its period (\(settings.crlPeriodSeconds) seconds) and at most \(longestValidity) seconds"
            )
        }
        guard unissuedPerHour.contains(settings.unissuedPerHour) else {
            throw refusal(
                "unissuedPerHour",
                "\(settings.unissuedPerHour)",
                "an account may leave behind \(unissuedPerHour.lowerBound) to \(unissuedPerHour.upperBound) requests an hour"
            )
        }
        guard let address = PublicLocation.normalized(settings.publicAddress) else {
            throw refusal(
                "publicAddress",
                settings.publicAddress,
                "relying parties fetch lists without TLS: give an http:// URL with a host, such as http://pki.example.com"
            )
        }
        var checked = settings
        checked.publicAddress = address
        return checked
    }

    private static func refusal(_ field: String, _ value: String, _ why: String) -> CAError {
        let shown = String(value.prefix(200))
        return CAError(
            .malformed,
            status: .invalidArgument,
            "\(field) cannot be \(shown.debugDescription): \(why).",
            reason: DenialReason(
                rule: "SettingsAreUsable",
                field: field,
                value: shown,
                remedy: "Give another value; nothing was changed."
            )
        )
    }
}
