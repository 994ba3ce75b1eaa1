import CAInterface
package import CertificateTemplates
import PKIFormats

extension CertificateNames {
    /// The names the template lets the requester choose, read strictly and written anew: only forms that name servers and mailboxes, never an account.
    ///
    /// Sources: MS-WCCE §3.2.2.6.2.1.4.5.9 (ENROLLEE_SUPPLIES_SUBJECT); RFC 5280 §4.2.1.6.
    package static func fromRequest(_ received: ReceivedRequest, template: CertificateTemplate) throws(Refusal) -> CertificateNames {
        let subject = try subject(received.request.subject)
        var names: [GeneralName] = []
        var leftOut: [String] = []
        for name in received.alternativeNames {
            switch name {
            case .dnsName(let text):
                guard NameSyntax.isDNSName(text, wildcard: true) else { throw bad("subjectAltName", text, "is no DNS name") }
                names.append(name)
            case .rfc822Name(let text):
                guard NameSyntax.isMailbox(text) else { throw bad("subjectAltName", text, "is no e-mail address") }
                names.append(name)
            case .ipAddress(let octets):
                guard octets.count == 4 || octets.count == 16 else { throw bad("subjectAltName", name.description, "is no IP address") }
                names.append(name)
            case .uri(let text):
                // The SID in a URI is a claim to be an account, like the SID extension.
                if text.lowercased().hasPrefix("tag:microsoft.com,2022-09-14:sid:") {
                    leftOut.append("the SID in a URI")
                } else {
                    guard NameSyntax.isAbsoluteURI(text) else { throw bad("subjectAltName", text, "is no absolute URI") }
                    names.append(name)
                }
            case .directoryName(let other):
                guard !other.isEmpty else { throw bad("subjectAltName", "", "is an empty directory name") }
                names.append(.directoryName(try Self.subject(other)))
            case .otherName(let type, _):
                leftOut.append(
                    type == OID.Microsoft.userPrincipalName ? "the user principal name" : "the alternative name of type \(type.dotted)")
            case .x400Address, .ediPartyName, .registeredID:
                leftOut.append("an alternative name of a rare form")
            }
        }
        guard !subject.isEmpty || (!names.isEmpty && !template.isCA) else {
            throw Refusal(
                Denial(
                    .certsrvBadRequestsubject, rule: rule, field: "subject", value: "empty",
                    text: "The template \(template.name) takes the subject from the request, and the request has none.",
                    remedy: template.isCA ? "Put a subject into the request." : "Put a subject or alternative names into the request."))
        }
        return CertificateNames(subject: subject, alternativeNames: names, leftOut: leftOut)
    }

    /// The name with every value in the string type RFC 5280 asks for, within the upper bounds of its appendix A.
    private static func subject(_ name: DistinguishedName) throws(Refusal) -> DistinguishedName {
        if name.isEmpty { return .empty }
        var parts: [RelativeDistinguishedName] = []
        for rdn in name.rdns {
            var attributes: [AttributeTypeAndValue] = []
            for attribute in rdn.attributes {
                guard attribute.value.kind != .other else { throw bad("subject", attribute.type.nameOrDotted, "is not text") }
                let text = attribute.value.string
                if let fault = NameSyntax.fault(in: text, of: attribute.type) {
                    throw bad("subject", "\(attribute.type.nameOrDotted)=\(text)", fault)
                }
                attributes.append(AttributeTypeAndValue(attribute.type, text))
            }
            parts.append(RelativeDistinguishedName(attributes))
        }
        return DistinguishedName(parts)
    }

    private static func bad(_ field: String, _ value: String, _ fault: String) -> Refusal {
        Refusal(
            Denial(
                .certsrvBadRequestsubject, rule: rule, field: field, value: String(value.prefix(200)),
                text: "The name \(value.quoted) in the request \(fault).", remedy: "Correct the name and make a new request."))
    }
}
