package import CAInterface
import CertificateTemplates

/// `GET /api/v1/templates/{name}/versions`.
package struct TemplateHistoryBody: Codable, Sendable, Equatable {
    /// Oldest first.
    package let versions: [Version]
    /// Who retired the template and when (RFC 3339); absent while it is in use.
    package let retiredBy: String?
    package let retiredWhen: String?

    package struct Version: Codable, Sendable, Equatable {
        package let version: Int
        /// Absent for versions that the first start or an earlier program wrote.
        package let author: String?
        /// RFC 3339.
        package let when: String?
        /// The differences from the version before.
        package let changes: [TemplateFieldChangeBody]
    }

    package init(_ history: TemplateHistory) {
        var former: CertificateTemplate?
        versions = history.versions.map { version in
            defer { former = version.template }
            return Version(
                version: version.template.version,
                author: version.author?.name,
                when: version.author.map { WireDate.text($0.when) },
                changes: version.template.changes(since: former).map(TemplateFieldChangeBody.init)
            )
        }
        retiredBy = history.retirement?.name
        retiredWhen = history.retirement.map { WireDate.text($0.when) }
    }
}
