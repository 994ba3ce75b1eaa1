package import CAInterface
import CertificateTemplates
import PKIFormats
import PKIDirectory

/// Properties that an administrator sets. Source: "ICertAdmin2::SetCAProperty".
extension BoundCertificationAuthority {
    package func setProperty(_ id: CAPropertyID, index: Int, to value: CAPropertyValue) async throws {
        switch id {
        case .templates:
            guard index == 0, case .string(let text) = value else {
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "The property \(id.rawValue) is one text: give it as a string, with the index 0."
                )
            }
            try await setTemplates(text.split(whereSeparator: \.isNewline).map(String.init))
        case .kraCertUsedCount, .kraCertCount, .kraCert: try await setRecoveryAgents(id, index: index, to: value)
        default:
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The CA property \(id.rawValue) cannot be set. Only 24 to 26 can, the key recovery agents, and 29, the templates."
            )
        }
    }

    /// One certificate of the list, its length, or how many of them each key is sealed to.
    private func setRecoveryAgents(_ id: CAPropertyID, index: Int, to value: CAPropertyValue) async throws {
        _ = try await service.mapped {
            try await changingSettings(to: "set the key recovery agents") { stored in
                var settings = stored.settings
                switch (id, value) {
                case (.kraCertUsedCount, .long(let count)) where index == 0: settings.recoveryAgentsUsed = Int(count)
                case (.kraCertCount, .long(let count)) where index == 0 && (0...settings.recoveryAgents.count).contains(Int(count)):
                    settings.recoveryAgents.removeLast(settings.recoveryAgents.count - Int(count))
                case (.kraCert, .binary(let certificate)) where settings.recoveryAgents.indices.contains(index):
                    settings.recoveryAgents[index] = Base64.encode(certificate)
                case (.kraCert, .binary(let certificate)) where index == settings.recoveryAgents.count:
                    settings.recoveryAgents.append(Base64.encode(certificate))
                default:
                    throw CAError(
                        .malformed,
                        status: .invalidArgument,
                        "The property \(id.rawValue) cannot get this value: \(settings.recoveryAgents.count) recovery agents are there, and certificates are put in or behind their places."
                    )
                }
                return try AuthoritySettingsRules.checked(settings)
            }
        }
    }

    /// Issues for exactly these templates from now on.
    /// - Parameter names: names and identifiers. The documented text has both of each template, one a line.
    private func setTemplates(_ names: [String]) async throws {
        try await acting { snapshot, standing in
            try require(.manageAuthority, of: standing, to: "publish templates")
            var wanted: [String: CertificateTemplate] = [:]
            for name in names {
                let template = try stored(name, in: snapshot)
                wanted[template.name.lowercased()] = template
            }
            let now = service.clock()
            let added = wanted.values.filter { !snapshot.isPublished($0, by: number) }.sorted { $0.name < $1.name }
            let removed = snapshot.templates.filter { snapshot.isPublished($0, by: number) && wanted[$0.name.lowercased()] == nil }
            for template in added { try requireSound(template, in: snapshot) }
            let changes = added.flatMap { template in
                [
                    CAChange.templatePublished(TemplatePublication(authority: number, template: template.name)),
                    audited(.templatePublished(authority: number.rawValue, name: template.name, version: template.version), now),
                ]
            }
            let withdrawals = removed.flatMap { template in
                [
                    CAChange.templateWithdrawn(TemplatePublication(authority: number, template: template.name)),
                    audited(.templateWithdrawn(authority: number.rawValue, name: template.name), now),
                ]
            }
            guard !added.isEmpty || !removed.isEmpty else { return }
            // The epoch grows with every change of templates, acceptances and rights, so nothing that was read can have changed.
            try await service.store.commit(changes + withdrawals, expecting: Basis(rightsEpoch: snapshot.rightsEpoch))
        }
    }
}
