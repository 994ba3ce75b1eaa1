package import CertificateTemplates
import PKIFormats

/// A rule of a lint profile: a row with its check. The tables are ``tls``, ``mail``, ``logon`` and ``controller``.
package struct ProfileRule: LintRule {
    /// The part of the certificate that breaks the rule, its value, and the remedy.
    struct Finding: Sendable {
        let field: String
        let value: String
        let remedy: String

        init(_ field: String, _ value: String, _ remedy: String) {
            self.field = field
            self.value = String(value.prefix(200))
            self.remedy = remedy
        }

        /// The template gives what the rule forbids, or lacks what it wants.
        static func ofTemplate(_ field: String, _ value: String) -> Finding {
            Finding(field, value, "Ask an administrator to change the template, or its lintProfiles.")
        }

        /// The authority itself gives it.
        static func ofAuthority(_ field: String, _ value: String) -> Finding {
            Finding(field, value, "Ask an administrator for another authority, or to change the template's lintProfiles.")
        }
    }

    typealias Check = @Sendable (LintSubject) -> Finding?

    package let id: String
    package let profile: LintProfile
    package let severity: LintSeverity
    package let source: String
    package let text: String
    /// nil when the certificate keeps the rule.
    let check: Check

    init(_ id: String, _ profile: LintProfile, _ source: String, _ text: String, _ check: @escaping Check) {
        self.init(id, profile, .error, source, text, check)
    }

    init(_ id: String, _ profile: LintProfile, _ severity: LintSeverity, _ source: String, _ text: String, _ check: @escaping Check) {
        self.id = id
        self.profile = profile
        self.severity = severity
        self.source = source
        self.text = text
        self.check = check
    }

    /// Every rule, in the order in which it is judged.
    package static let all = tls + mail + logon + controller
}
