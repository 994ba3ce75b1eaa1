package import CAInterface
import CertificateTemplates
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
        case .kraCertUsedCount, .kraCertCount, .kraCert:
            throw CAError(.notImplemented, status: .notImplemented, "Keys are not archived here, so that no recovery agents are set.")
        default:
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The CA property \(id.rawValue) cannot be set. Only the property 29 can: the templates."
            )
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
