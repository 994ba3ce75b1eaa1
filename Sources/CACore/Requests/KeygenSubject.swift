import CAInterface
package import PKIFormats

/// The subject of a KEYGEN request, which holds no name itself: attributes beside it name the parts. The template still decides whether it counts.
///
/// Source: MS-WCCE §3.2.1.4.2.1.4.1.4 and §3.2.1.4.2.1.2.
package enum KeygenSubject {
    /// The attribute of a name by the documented words, in lowercase.
    package static let types: [String: OID] = [
        "commonname": OID.commonName, "cn": OID.commonName, "orgunit": OID.organizationalUnit, "ou": OID.organizationalUnit,
        "organization": OID.organization, "o": OID.organization, "locality": OID.locality, "l": OID.locality,
        "state": OID.stateOrProvince, "s": OID.stateOrProvince, "st": OID.stateOrProvince, "country": OID.country, "c": OID.country,
        "title": OID.title, "t": OID.title, "givenname": OID.givenName, "g": OID.givenName, "initials": OID.initials,
        "i": OID.initials, "surname": OID.surname, "sn": OID.surname, "domaincomponent": OID.domainComponent,
        "dc": OID.domainComponent, "email": OID.emailAddress, "e": OID.emailAddress, "streetaddress": OID.streetAddress,
        "street": OID.streetAddress, "unstructuredname": OID.unstructuredName, "unstructuredaddress": OID.unstructuredAddress,
        "deviceserialnumber": OID.serialNumber,
    ]

    /// From the country to the person, as names are written.
    private static let order: [OID] = [
        OID.domainComponent, OID.country, OID.stateOrProvince, OID.locality, OID.streetAddress, OID.organization, OID.organizationalUnit,
        OID.title, OID.surname, OID.givenName, OID.initials, OID.commonName, OID.emailAddress, OID.serialNumber, OID.unstructuredName,
        OID.unstructuredAddress,
    ]

    /// Whether the attribute is the requester's own, which nobody else may set: a part of the subject, or the challenge of the proof.
    package static func isSigned(_ attribute: String) -> Bool {
        let name = attribute.lowercased()
        return name == "challenge" || types[name] != nil
    }

    static func name(_ pairs: [RequestAttributes.Pair]) -> DistinguishedName {
        var parts: [OID: [String]] = [:]
        for pair in pairs {
            if let type = types[pair.name.lowercased()] { parts[type, default: []].append(pair.value) }
        }
        // DomainComponents are written from the left in requests and from the right in names.
        if let components = parts[OID.domainComponent] { parts[OID.domainComponent] = components.reversed() }
        return DistinguishedName(
            order.flatMap { type in
                (parts[type] ?? []).map { RelativeDistinguishedName([AttributeTypeAndValue(type, $0)]) }
            }
        )
    }
}
