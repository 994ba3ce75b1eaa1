import PKIFormats

extension CertificateLint {
    /// A distinguished name: every value has the right string type and length, and every attribute occurs once in a part.
    static func faults(ofName name: DistinguishedName, field: String) -> [Fault] {
        var faults: [Fault] = []
        func add(_ rule: CertificateRule, _ attribute: AttributeTypeAndValue, _ fault: NameError) {
            let value = "\(attribute.type.shown)=\(attribute.value.string.prefix(200))"
            faults.append(
                Fault(rule, "\(value) \(fault.text)", cause: Fault.Cause(field: field, value: value, remedy: fault.remedy))
            )
        }
        var domain: AttributeTypeAndValue?
        for rdn in name.rdns {
            for (index, attribute) in rdn.attributes.enumerated() {
                let (type, value) = (attribute.type, attribute.value)
                if type == OID.domainComponent { domain = attribute }
                if let fault = AttributeSyntax.fault(in: value.string, of: type) {
                    add(.upperBounds, attribute, fault)
                } else if value.kind != AttributeSyntax.kind(of: type) {
                    add(.stringTypes, attribute, NameError("is in the wrong string type", remedy: "Write it as UTF8String."))
                }
                if rdn.attributes[..<index].contains(where: { $0.type == type }) {
                    add(
                        .relativeNames,
                        attribute,
                        NameError("is the second value of its attribute in one part of the name", remedy: "Give it a part of its own.")
                    )
                }
            }
        }
        if let domain, let fault = AttributeSyntax.fault(inDomain: name.values(of: OID.domainComponent)) {
            add(.domainComponents, domain, fault)
        }
        return faults
    }

    /// The alternative names: each follows the syntax of its form, and every e-mail address of the subject is among them.
    static func faults(ofAlternativeNames names: [GeneralName], subject: DistinguishedName) -> [Fault] {
        var faults: [Fault] = []
        func add(_ name: GeneralName, _ fault: NameError) {
            let value = String(name.description.prefix(200))
            faults.append(
                Fault(
                    CertificateRule.alternativeNames,
                    "\(value) \(fault.text)",
                    cause: Fault.Cause(field: "subjectAltName", value: value, remedy: fault.remedy)
                )
            )
        }
        for name in names {
            switch name {
            case .dnsName(let text):
                if let fault = NameSyntax.fault(inDNSName: text, wildcard: true) { add(name, fault) }
            case .rfc822Name(let text):
                if let fault = NameSyntax.fault(inMailbox: text) { add(name, fault) }
            case .uri(let text):
                if let fault = NameSyntax.fault(inURI: text) { add(name, fault) }
            case .ipAddress(let octets):
                if octets.count != 4, octets.count != 16 {
                    add(name, NameError("is not an IP address", remedy: "Ask for an address of 4 or 16 octets."))
                }
            case .directoryName(let other):
                if other.isEmpty { add(name, NameError("is an empty name", remedy: "Omit it.")) }
                faults += self.faults(ofName: other, field: "subjectAltName")
            case .otherName: break
            case .x400Address, .ediPartyName, .registeredID:
                add(name, NameError("is of a form that is not certified here", remedy: "Omit it."))
            }
        }
        for address in CertificateNames.addresses(of: subject, missingIn: names) {
            add(address, NameError("is in the subject only", remedy: "Ask for the address as an alternative name too."))
        }
        return faults
    }
}
