import PKIFormats

/// The name constraints of a path (RFC 5280 §6.1.3 (b) and (c), §6.1.4 (g)).
enum PathNames {
    /// The form of a name. Constraints apply only to names of their own form.
    private enum Form: Hashable {
        case other(OID)
        case mailbox, dns, x400, directory, edi, uri, address, registered

        init(_ name: GeneralName) {
            switch name {
            case .otherName(let type, _): self = .other(type)
            case .rfc822Name: self = .mailbox
            case .dnsName: self = .dns
            case .x400Address: self = .x400
            case .directoryName: self = .directory
            case .ediPartyName: self = .edi
            case .uri: self = .uri
            case .ipAddress: self = .address
            case .registeredID: self = .registered
            }
        }
    }

    /// The fault of a name in the path and the certificate that has it; `nil` when there is no fault. The anchor's constraints count too.
    /// - Parameters:
    ///   - path: the leaf first, the anchor last.
    ///   - budget: the comparisons still allowed.
    static func fault(in path: [Certificate], budget: inout PathBudget) -> (certificate: Int, rule: String)? {
        var constraints: [NameConstraints] = []
        for index in path.indices.reversed() {
            let certificate = path[index]
            do {
                // The anchor's own name is trusted as it is; a new key of the same CA is the same entity.
                if !constraints.isEmpty, index == 0 || !certificate.isSelfIssued {
                    let names = try names(of: certificate)
                    for constraint in constraints {
                        if let rule = fault(in: names, constraint, &budget) { return (index, "nameConstraints: " + rule) }
                    }
                }
                if index > 0, let value = try certificate.value(of: NameConstraints.self) { constraints.append(value) }
            } catch {
                return (index, "extensions: \(error)")
            }
        }
        return nil
    }

    private static func names(of certificate: Certificate) throws(FormatError) -> [GeneralName] {
        try names(subject: certificate.subject, alternativeNames: certificate.value(of: SubjectAlternativeName.self)?.names ?? [])
    }

    /// The fault of the names of a certificate that is still to be signed, under the constraints of its issuers; `nil` when there is none.
    static func fault(subject: DistinguishedName, alternativeNames: [GeneralName], under constraints: [NameConstraints]) -> String? {
        do throws(FormatError) {
            let names = try names(subject: subject, alternativeNames: alternativeNames)
            var budget = PathBudget()
            for constraint in constraints {
                if let rule = fault(in: names, constraint, &budget) { return rule }
            }
            return nil
        } catch {
            return "\(error)"
        }
    }

    private static func names(subject: DistinguishedName, alternativeNames: [GeneralName]) throws(FormatError) -> [GeneralName] {
        var names = alternativeNames
        if !subject.isEmpty { names.append(.directoryName(subject)) }
        names += subject.values(of: OID.emailAddress).map(GeneralName.rfc822Name)
        // An internationalized mailbox is under the constraints of all mailboxes (RFC 9598 §6).
        for case .otherName(OID.Extensions.smtpUTF8Mailbox, let value) in names {
            let text = try AttributeText(derEncoded: value)
            names.append(.rfc822Name(text.kind == .utf8 ? text.string : ""))
        }
        return names
    }

    private static func fault(in names: [GeneralName], _ constraints: NameConstraints, _ budget: inout PathBudget) -> String? {
        let permitted = Dictionary(grouping: constraints.permitted ?? []) { Form($0.base) }
        let excluded = Dictionary(grouping: constraints.excluded ?? []) { Form($0.base) }
        for name in names {
            let form = Form(name)
            let (within, without) = (permitted[form], excluded[form] ?? [])
            guard budget.takeNames((within?.count ?? 0) + without.count) else {
                return "more than \(PathValidation.maximumNameComparisons) comparisons would be needed"
            }
            for subtree in (within ?? []) + without where subtree.minimum != 0 || subtree.maximum != nil {
                return "a subtree with a minimum or maximum is not supported, and the certificate has a name of its form: \(name)"
            }
            for subtree in without {
                guard let lies = NameRules.lies(name, in: subtree.base, excluding: true) else { return cannotTell(name) }
                if lies { return "\(name) is excluded by \(subtree.base)" }
            }
            guard let within else { continue }
            var isPermitted = false
            for subtree in within {
                guard let lies = NameRules.lies(name, in: subtree.base, excluding: false) else { return cannotTell(name) }
                isPermitted = isPermitted || lies
            }
            if !isPermitted { return "\(name) is not in a permitted subtree" }
        }
        return nil
    }

    private static func cannotTell(_ name: GeneralName) -> String {
        "the CA constrains names of this form, and it cannot be told whether \(name) is allowed"
    }
}
