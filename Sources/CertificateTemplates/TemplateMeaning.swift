package import PKIDirectory
import PKIFormats

/// What a change of a template means for those who enroll, in sentences.
package enum TemplateMeaning {
    /// - Parameters:
    ///   - former: nil for a new template.
    ///   - name: the name that people know of a SID.
    package static func sentences(
        from former: CertificateTemplate?,
        to template: CertificateTemplate,
        name: (SecurityIdentifier) -> String
    ) -> [String] {
        var sentences = access(from: former?.access ?? AccessControlList(), to: template.access, name: name)
        func compare(_ text: (CertificateTemplate) -> String) {
            let now = text(template)
            if former.map(text) != now { sentences.append(now) }
        }
        compare(names)
        compare {
            "Certificates are for: \($0.purposes.isEmpty ? "any purpose" : $0.purposes.map(\.nameOrDotted).joined(separator: ", "))."
        }
        compare {
            "Certificates are valid for \(duration($0.validitySeconds)); clients renew them \(duration($0.overlapSeconds)) before the end."
        }
        compare(approval)
        compare { "Keys have at least \($0.minimumKeySize) bits (RSA) or are on a curve of at least \($0.minimumCurveBits) bits." }
        compare {
            $0.issuancePolicies.isEmpty
                ? "Certificates name no issuance policy."
                : "Certificates name the issuance policies \($0.issuancePolicies.map(\.dotted).joined(separator: ", "))."
        }
        if let former, template.majorVersion > former.majorVersion {
            sentences.append("Holders with autoenrollment enroll again: the major revision rises to \(template.majorVersion).")
        }
        for superseded in template.supersededTemplates where former?.supersededTemplates.contains(superseded) != true {
            sentences.append("Holders of a certificate of \(superseded) with autoenrollment enroll for this template.")
        }
        return sentences
    }

    private static func access(
        from former: AccessControlList,
        to list: AccessControlList,
        name: (SecurityIdentifier) -> String
    ) -> [String] {
        var trustees: [SecurityIdentifier] = []
        for entry in former.entries + list.entries where !trustees.contains(entry.trustee) { trustees.append(entry.trustee) }
        var sentences: [String] = []
        for trustee in trustees {
            for (right, flag) in AccessRights.named where [.enroll, .autoenroll, .write].contains(flag) {
                let (before, after) = (held(flag, by: trustee, in: former), held(flag, by: trustee, in: list))
                if before == after { continue }
                switch after {
                case .allowed: sentences.append("\(name(trustee)) gains \(right).")
                case .denied: sentences.append("\(name(trustee)) is denied \(right).")
                case .absent: sentences.append("\(name(trustee)) \(before == .denied ? "is no longer denied" : "loses") \(right).")
                }
            }
        }
        return sentences
    }

    private enum Held { case allowed, denied, absent }

    private static func held(_ right: AccessRights, by trustee: SecurityIdentifier, in list: AccessControlList) -> Held {
        let entries = list.entries.filter { $0.trustee == trustee && $0.rights.contains(right) }
        return entries.contains(where: \.isDeny) ? .denied : entries.isEmpty ? .absent : .allowed
    }

    private static func names(_ template: CertificateTemplate) -> String {
        if template.takesNamesFromRequest { return "Requesters choose the names in their certificates." }
        let flags = template.nameFlags.names.joined(separator: ", ")
        return "Certificates have the names of the directory: \(flags.isEmpty ? "none" : flags)."
    }

    private static func approval(_ template: CertificateTemplate) -> String {
        switch (template.pendsAllRequests, template.authorizedSignatures) {
        case (true, 0): "Every request waits for an officer."
        case (true, let count): "Every request waits for an officer and needs \(count) authorized signatures."
        case (false, 0): "Certificates are issued at once."
        case (false, let count): "Every request needs \(count) authorized signatures."
        }
    }

    private static func duration(_ seconds: Int) -> String {
        seconds % 86_400 == 0 ? "\(seconds / 86_400) days" : seconds % 3600 == 0 ? "\(seconds / 3600) hours" : "\(seconds) seconds"
    }
}
