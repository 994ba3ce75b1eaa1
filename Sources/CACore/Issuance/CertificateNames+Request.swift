import CAInterface
package import CertificateTemplates
package import PKIFormats

extension CertificateNames {
    /// The names that the template lets the requester choose, read strictly and rebuilt. Only forms that name servers and mailboxes are accepted,
    /// never a form that names an account.
    ///
    /// Sources: MS-WCCE §3.2.2.6.2.1.4.5.9 (ENROLLEE_SUPPLIES_SUBJECT); RFC 5280 §4.2.1.6.
    /// - Parameter copied: the alternative names of a renewed certificate, taken instead of those asked for.
    package static func fromRequest(_ received: ReceivedRequest, template: CertificateTemplate, copied: [GeneralName]? = nil)
        throws(Refusal) -> CertificateNames
    {
        let subject = try rebuild(received.subject, field: "subject")
        var names: [GeneralName] = []
        var leftOut: [String] = []
        // A name that occurs twice in the request is written once.
        var seen: Set<GeneralName> = []
        func add(_ name: GeneralName) {
            if seen.insert(name).inserted { names.append(name) }
        }
        let asked = if let copied { copied } else { try alternativeNames(of: received) }
        for name in asked {
            switch name {
            case .dnsName(let text):
                if let fault = NameSyntax.fault(inDNSName: text, wildcard: true) { throw bad("subjectAltName", text, fault) }
                add(name)
            case .rfc822Name(let text):
                if let fault = NameSyntax.fault(inMailbox: text) { throw bad("subjectAltName", text, fault) }
                add(name)
            case .ipAddress(let octets):
                guard octets.count == 4 || octets.count == 16 else {
                    throw bad(
                        "subjectAltName",
                        name.description,
                        NameError("is an IP address with a mask", remedy: "Ask for each address alone, in 4 or 16 octets.")
                    )
                }
                add(name)
            case .uri(let text):
                // A SID in a URI claims to be an account, as the SID extension does.
                if text.lowercased().hasPrefix("tag:microsoft.com,2022-09-14:sid:") {
                    leftOut.append("the SID in a URI")
                } else {
                    if let fault = NameSyntax.fault(inURI: text) { throw bad("subjectAltName", text, fault) }
                    add(name)
                }
            case .directoryName(let other):
                guard !other.isEmpty else {
                    throw bad("subjectAltName", "", NameError("is an empty directory name", remedy: "Omit it."))
                }
                add(.directoryName(try rebuild(other, field: "subjectAltName")))
            case .otherName(let type, _):
                leftOut.append(
                    type == OID.Microsoft.userPrincipalName ? "the user principal name" : "the alternative name of type \(type.shown)"
                )
            case .x400Address, .ediPartyName, .registeredID:
                leftOut.append("an alternative name of a rare form")
            }
        }
        guard !subject.isEmpty || (!names.isEmpty && !template.isCA) else {
            throw Refusal(
                Denial(
                    .certsrvBadRequestSubject,
                    rule: rule,
                    field: "subject",
                    value: "empty",
                    text: "The template \(template.name) takes the subject from the request, but the request has none.",
                    remedy: template.isCA ? "Put a subject into the request." : "Put a subject or alternative names into the request."
                )
            )
        }
        return CertificateNames(subject: subject, alternativeNames: names, leftOut: leftOut)
    }

    private static func alternativeNames(of received: ReceivedRequest) throws(Refusal) -> [GeneralName] {
        switch received.alternativeNames {
        case .success(let names):
            guard names.count <= mostNames else {
                throw Refusal(
                    Denial(
                        .certsrvBadRequestSubject,
                        rule: rule,
                        field: "subjectAltName",
                        value: "\(names.count) names",
                        text: "The request asks for \(names.count) alternative names; no certificate has room for so many.",
                        remedy: "Ask for fewer names."
                    )
                )
            }
            return names
        case .failure(let error):
            throw Refusal(
                Denial(
                    .certsrvBadRequestSubject,
                    rule: rule,
                    field: "subjectAltName",
                    value: String("\(error)".prefix(200)),
                    text: "The alternative names of the request cannot be read: \(error).",
                    remedy:
                        "Write DNS names, mailboxes and URIs in ASCII, internationalized ones as A-labels (xn--…), and IP addresses in 4 or 16 octets."
                )
            )
        }
    }

    /// More than fit into the largest certificate, in any form.
    private static let mostNames = 5_000

    private static func rebuild(_ name: DistinguishedName, field: String) throws(Refusal) -> DistinguishedName {
        do throws(ValueError) {
            return try rebuilt(name)
        } catch {
            throw bad(field, "\(error.type.shown)=\(error.value)", error.fault)
        }
    }

    private static func bad(_ field: String, _ value: String, _ fault: NameError) -> Refusal {
        Refusal(
            Denial(
                .certsrvBadRequestSubject,
                rule: rule,
                field: field,
                value: value.isEmpty ? "empty" : String(value.prefix(200)),
                text: "The name \(value.quoted) in the request \(fault.text).",
                remedy: fault.remedy
            )
        )
    }
}
