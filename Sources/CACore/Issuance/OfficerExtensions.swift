package import CAInterface
import PKIFormats

/// Which extensions an officer may give a certificate, keep out of it, or change.
///
/// An officer narrows what the template gives: fewer key usages, fewer purposes, fewer policies. Extensions without a meaning for trust or identity may be added.
/// Nobody makes an authority, another name, another account or a certificate without revocation out of a request this way; the template alone decides that
/// (docs/decisions/0025-what-an-officer-may-add.md).
package enum OfficerExtensions {
    /// The largest value, which is that of the ExtensionRawValue column.
    static let largestValue = 4096
    /// How many one request may have.
    static let most = 20

    /// Those of which an officer may leave something out.
    private static let narrowed: Set<OID> = [KeyUsage.oid, ExtendedKeyUsage.oid, ApplicationPolicies.oid, CertificatePolicies.oid]

    /// Those that a certificate may have or not, beyond private ones: private key usage period, TLS feature, qualified statements, S/MIME capabilities.
    private static let free: Set<OID> = ["2.5.29.16", "1.3.6.1.5.5.7.1.24", "1.3.6.1.5.5.7.1.3", "1.2.840.113549.1.9.15"]

    /// The arcs whose extensions the template, the directory or the authority decide about: X.509's, PKIX's, Microsoft's, Netscape's, Certificate Transparency's.
    private static let reserved = [
        "2.5.29", "1.3.6.1.5.5.7", "1.3.6.1.4.1.311", "2.16.840.1.113730", "1.3.6.1.4.1.11129", "1.2.840.113549",
    ]

    /// Why an officer cannot make this change; nil when one can, as far as the template is not asked.
    package static func refusal(of change: ExtensionChange) -> CAError? {
        func refusal(_ text: String, _ remedy: String, _ code: CAError.Code = .unacceptable, _ status: HRESULT = .invalidArgument)
            -> CAError
        {
            CAError(
                code,
                status: status,
                "\(text) \(remedy)",
                reason: DenialReason(rule: Self.rule, field: "extension", value: change.oid.shown, remedy: remedy)
            )
        }
        guard change.oid.dotted.utf8.count <= ExtensionChange.longestIdentifier else {
            return refusal(
                "The identifier \(change.oid.shown) has more than \(ExtensionChange.longestIdentifier) characters.",
                "Use a shorter one.",
                .malformed
            )
        }
        guard change.value.count <= largestValue else {
            return refusal(
                "The value has \(change.value.count) bytes.",
                "At most \(largestValue) are stored.",
                .malformed,
                .certsrvEncodingLength
            )
        }
        guard isOpen(change.oid) else {
            return refusal(
                "An officer does not decide about \(change.oid.shown): the template, the directory or the authority does.",
                "Change the template, or leave the extension out."
            )
        }
        if change.disabled {
            guard change.oid != KeyUsage.oid, change.oid != ExtendedKeyUsage.oid else {
                return refusal("A certificate without \(change.oid.shown) serves for anything.", "Give fewer usages instead of none.")
            }
            return nil
        }
        let item = CertificateExtension(change.oid, value: change.value)
        guard item.syntaxFault == nil else {
            return refusal(
                "The value of \(change.oid.shown) is not one DER element.",
                "Give the DER of the extension's value.",
                .malformed,
                .invalidData
            )
        }
        do throws(FormatError) {
            _ = try KnownExtensions.decode(item)
        } catch {
            return refusal(
                "The value of \(change.oid.shown) cannot be read: \(error.reason).",
                "Give the DER that the extension's definition asks for.",
                .malformed,
                .invalidData
            )
        }
        guard !change.critical || narrowed.contains(change.oid) else {
            return refusal(
                "No validator takes a certificate with the critical extension \(change.oid.shown), because none knows it.",
                "Add it without the critical flag."
            )
        }
        return nil
    }

    private static func isOpen(_ oid: OID) -> Bool {
        if narrowed.contains(oid) || free.contains(oid) { return true }
        return !reserved.contains { oid.dotted == $0 || oid.dotted.hasPrefix($0 + ".") }
    }

    private static let rule = "OfficersNarrow"

    /// Why the changes do not fit the template of the certificate; nil when they do.
    static func denial(of changes: [ExtensionChange], under profile: CertificateProfile) -> Denial? {
        for change in changes {
            if let refusal = refusal(of: change) { return denial(change, refusal.message, refusal.reason?.remedy ?? "") }
            guard narrowed.contains(change.oid), !change.disabled else { continue }
            if let excess = excess(of: change, beyond: profile) {
                return denial(
                    change,
                    "An officer gave the request \(excess), which the template does not give.",
                    "Give no more than the template does, or change the template."
                )
            }
        }
        return nil
    }

    /// What a changed extension has beyond that of the template, in words.
    private static func excess(of change: ExtensionChange, beyond profile: CertificateProfile) -> String? {
        do throws(FormatError) {
            switch change.oid {
            case KeyUsage.oid:
                return try KeyUsage(value: change.value).isSubset(of: profile.keyUsage) ? nil : "a key usage"
            case ExtendedKeyUsage.oid:
                let allowed = try ExtendedKeyUsage.find(in: profile.extensions)?.purposes ?? []
                return try ExtendedKeyUsage(value: change.value).purposes.first { !allowed.contains($0) }.map { "the purpose \($0.shown)" }
            case ApplicationPolicies.oid:
                let allowed = try ApplicationPolicies.find(in: profile.extensions)?.policies ?? []
                return try ApplicationPolicies(value: change.value).policies.first { !allowed.contains($0) }.map {
                    "the application policy \($0.shown)"
                }
            default:
                let allowed = try CertificatePolicies.find(in: profile.extensions)?.policies ?? []
                return try CertificatePolicies(value: change.value).policies.first { !allowed.contains($0) }.map {
                    "the policy \($0.shown)"
                }
            }
        } catch {
            return "a value of \(change.oid.shown) that cannot be read (\(error.reason))"
        }
    }

    private static func denial(_ change: ExtensionChange, _ text: String, _ remedy: String) -> Denial {
        Denial(.invalidArgument, rule: rule, field: "extension", value: change.oid.shown, text: text, remedy: remedy)
    }

    /// The denial when the lint refuses what the changes make of the template's extensions.
    static func denial(for refusal: LintRefusal) -> Denial {
        let text = refusal.faults.prefix(4).map(\.description).joined(separator: "; ")
        return Denial(
            .invalidArgument,
            rule: rule,
            field: "extension",
            value: String(text.prefix(200)),
            text: "The certificate cannot be made with the extensions that an officer gave it: \(text).",
            remedy: "Change these extensions, and approve the request again after resubmitting it."
        )
    }
}

extension CertificateProfile {
    /// The profile with an officer's changes: an extension in the place of the template's, a further one, or one less.
    /// - Throws: `LintRefusal` when the result breaks a rule.
    func changed(by changes: [ExtensionChange], issuer: IssuingGeneration) throws -> CertificateProfile {
        var extensions = extensions
        var usage = keyUsage
        for change in changes {
            let place = extensions.firstIndex { $0.oid == change.oid }
            if change.disabled {
                if let place { extensions.remove(at: place) }
                continue
            }
            let item = CertificateExtension(change.oid, critical: change.critical, value: change.value)
            if let place { extensions[place] = item } else { extensions.append(item) }
            if change.oid == KeyUsage.oid, let narrowed = try? KeyUsage(value: change.value) { usage = narrowed }
        }
        try narrowApplicationPolicies(in: &extensions, unless: changes)
        return try with(extensions, keyUsage: usage, issuer: issuer)
    }

    /// Windows reads the application policies instead of the extended key usage. An officer who narrows only the latter means both.
    private func narrowApplicationPolicies(in extensions: inout [CertificateExtension], unless changes: [ExtensionChange]) throws {
        guard changes.contains(where: { $0.oid == ExtendedKeyUsage.oid }), !changes.contains(where: { $0.oid == ApplicationPolicies.oid }),
            let place = extensions.firstIndex(where: { $0.oid == ApplicationPolicies.oid }),
            let purposes = try ExtendedKeyUsage.find(in: extensions)?.purposes
        else { return }
        let policies = try ApplicationPolicies(value: extensions[place].value).policies.filter(purposes.contains)
        extensions[place] = ApplicationPolicies(policies).asExtension(critical: extensions[place].critical)
    }
}
